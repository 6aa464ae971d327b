"""The nine import forms of a province's platform, filled with invented rows.

Their shape is a fact of everyday life: a version in A1, a title, notes, who reports, an empty row,
then headings on one line or on two with merged cells, stars and line breaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

PEOPLE, DOORS, UNITS = "people", "doors", "units"

_NOTES = "填写注意事项：\n1.表格中带有*的单元格，为必须填入的数据项目。\n2.日期格式为 年-月-日。"
_REPORTING = (
    *("填报单位：", "某某省", "省*", "某某市", "市*", "某某区", "市/县/区*"),
    *("某某镇", "乡镇/街道*", "某某社区", "社区/村*"),
)
_HEADINGS_AT = 5

_HOUSE = (
    "房屋编号|房产证地址|建筑物名称|建筑物用途|物业管理单位名称|代表人/业主|业主身份证号码|"
    "业主联系电话|房屋户型|建成年份|{area}|房屋结构|房屋用途|房屋来源|{own}|{rented}|房屋凭证 |"
    "房屋权证号|房屋权证发证时间|土地凭证|土地权证号|土地权证发证时间|产权人类型|产权人姓名|"
    "产权人证件类型|产权人证件号码|产权人联系电话|产权人联系手机|出租房用途|租赁备案证号|"
    "出租人类型|出租人证件类型|出租人证件号码|出租人联系电话|出租人联系手机|出租人联系地址|"
    "出租房性质|管理类别|登记日期|出租时间|出租间数|限住人数|{rent}|隐患情况|"
    "是否签订治安责任保证书|有无安全通道|有无消防通道|备注"
)
_NATIVE = "户籍地>省*>市*>区县*"
_EDUCATED = "民族*|政治面貌*|文化程度*|婚姻状况*"
_REACHED = "联系电话|联系手机|{mail}|职业|血型|宗教信仰|身高(CM)"
_DISABLED = ">".join(
    f"{sort}残疾>{sort}残疾等级" for sort in ("智力", "肢体", "精神", "听力", "言语", "视力")
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Attributes:
        name: The name of the file and of its sheet.
        lists: What it lists: `PEOPLE`, `DOORS` or `UNITS`.
        layout: Its headings with bars between; a group has its lower headings behind `>`.
        tall: Whether headings without a group are merged over two rows.
    """

    name: str
    lists: str
    layout: str
    tall: bool = True

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What stands above and below in each column."""
        found = []
        for heading in self.layout.split("|"):
            above, *below = heading.split(">")
            found += [(above, one) for one in below] or [(above, "")]
        return found

    @property
    def is_grouped(self) -> bool:
        """Whether there are two rows of headings."""
        return ">" in self.layout


FORMS = (
    Form(
        "常住人口登记表",
        PEOPLE,
        "户号|户主姓名|户主身份证号|住宅电话|户籍地址|姓名*|性别*|身份证号码*|所属网格*|出生日期|"
        "户口类别|与户主关系|人户状态|民族*|现居地址|曾用名|身高(cm)|血型|健康状况|文化程度*|"
        "婚姻状况*|兵役状况|宗教信仰|政治面貌*|职业|是否注销|注销时间|注销原因|是否死亡|死亡时间|"
        "死亡原因|常住地址|其它地址|年收入(万)|工作处所|是否参加保险|是否外出|外出去向|是否军属|"
        "低保户|困难状况|是否侨属|侨属类别|手机号码|人员状态|备注",
        tall=False,
    ),
    Form(
        "户籍人口登记表",
        PEOPLE,
        f"姓名*|所属网格*|性别*|出生日期|身份证号码*| 户号*|与户主关系*|与户主关系备注|{_NATIVE}|"
        f"{_EDUCATED}|人户状态*|是否外出*|外出原因*|外出时间*|户籍详址|户籍派出所|临时居所|曾用名|"
        f"工作单位或就读学校|{_REACHED.format(mail='电子邮箱')}|户口类别|住宅电话|"
        "家庭称号>五好家庭>平安家庭|外出去向>省>市>区县|外出详址|备注",
    ),
    Form(
        "流动人口登记表",
        PEOPLE,
        f"姓名*|所属网格*|性别*|出生日期|身份证号码*| 流入原因*|流入时间*|{_NATIVE}|{_EDUCATED}|"
        "预计到期日期*|暂住处所*|户籍详细地址|临时居所|曾用名|工作单位或就读学校|"
        f"{_REACHED.format(mail='电子邮件')}|流入来源>省>市>区县|登记证情况|登记证编号|登记日期|"
        "经济来源|已居住时限|预居住时限|是否有婚育证明|备注",
    ),
    Form(
        "老年人登记表",
        PEOPLE,
        f"姓名*|所属网格*|性别*|出生日期|身份证号码*|实口类型*|{_NATIVE}|{_EDUCATED}|关注程度|"
        f"户籍详细地址|临时居所|曾用名|工作单位|{_REACHED.format(mail='电子邮件')}|老年人证号|"
        "人员类型|当前状况|居住情况|配偶情况| 经济来源|参加工作日期|离退休单位|离退休日期|"
        "离退休单位的职务|退休金(元)|备注",
    ),
    Form(
        "残疾人登记表",
        PEOPLE,
        f"姓名*|所属网格*|性别*|出生日期|身份证号码*|实口类型*|{_NATIVE}|{_EDUCATED}|残疾证号*|"
        f"残疾原因|残疾类型>{_DISABLED}|关注程度|户籍详细地址|临时居所|曾用名|工作单位或就读学校|"
        f"{_REACHED.format(mail='电子邮件')}|残疾时间|技能特长|劳动能力|监护人|备注",
    ),
    Form(
        "房屋信息登记表",
        DOORS,
        "所属网格*|房屋准确地址*|是否为出租房*|*出租人\n(出租房时有效)|*隐患程度\n(出租房时有效)|"
        "出租房类别*\n（出租房选择“是”时必填）|"
        + _HOUSE.format(
            area="本户建筑面积(㎡)", own="自有产权", rented="租赁公房", rent="月租金(RMB)"
        ),
    ),
    Form(
        "出租房登记表",
        DOORS,
        "所属网格*|房屋准确地址*|*房主姓名|*隐患程度|出租房类别*|"
        + _HOUSE.format(area="本户建筑面积", own="自主产权", rented="租凭公房", rent="月租金"),
    ),
    Form(
        "实有单位登记表",
        UNITS,
        "单位名称*|所属网格*|单位地址*|营业执照号码*|组织机构代码*|单位类别|法人代表|管理级别|"
        "管理部门|治安负责人|是否重点单位|消防等级|单位电话|单位传真|注册资本(万元)|经济性质|"
        "有效期至|注册日期|经营范围|注册地址|从业人数|主管部门|备注",
    ),
    Form(
        "消防安全重点登记表",
        UNITS,
        "场所名称*|场所类型*|所属网格*|负责人*|场所地址*|关注程度|负责人联系电话|负责人手机号码|"
        "是否存在隐患|隐患情况|隐患整改情况|备注",
    ),
)


def form_called(name: str) -> Form:
    """Return the form of this name."""
    return next(form for form in FORMS if form.name == name)


def bare(heading: str) -> str:
    """Return a heading as the rows of these tests name it: without stars, spaces and notes."""
    return heading.partition("\n")[0].strip().replace("*", "")


def write(path: Path, form: Form, rows: Iterable[Mapping[str, object]]) -> dict[int, int]:
    """Write a filled form; return the number in the sheet of each row, by its place from 0.

    A row is cells by bare heading; what it does not name stays empty. Each tenth row has an
    empty one before it, as in sheets that people have worked in.
    """
    import openpyxl  # noqa: PLC0415 - it takes its time to import

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = form.name
    sheet.append(["1.0", form.name.replace("登记表", "信息登记表")])
    sheet.append(["", _NOTES])
    sheet.append(_REPORTING)
    for row in (1, 2):
        _merge(sheet, (row, 2), (row, 11))
    columns = form.columns
    _head(sheet, columns, tall=form.tall)
    at = _HEADINGS_AT + (2 if form.tall or form.is_grouped else 1)
    found = {}
    for place, cells in enumerate(rows):
        at += place % 10 == 9
        found[place] = at
        for column, (above, below) in enumerate(columns, 1):
            value = cells.get(bare(below or above), cells.get(bare(above)) if not below else None)
            if value is not None:
                sheet.cell(at, column).value = value
        at += 1
    book.create_sheet("bean").sheet_state = "hidden"
    book["bean"].append(["name", "姓名"])
    book.save(path)
    return found


def _head(sheet: Worksheet, columns: list[tuple[str, str]], *, tall: bool) -> None:
    """Write the headings, one over all columns of its group."""
    groups: dict[str, list[int]] = {}
    for column, (above, below) in enumerate(columns, 1):
        if not below:
            sheet.cell(_HEADINGS_AT, column).value = above
            if tall:
                _merge(sheet, (_HEADINGS_AT, column), (_HEADINGS_AT + 1, column))
            continue
        groups.setdefault(above, []).append(column)
        sheet.cell(_HEADINGS_AT + 1, column).value = below
    for above, (first, *_others, last) in groups.items():
        sheet.cell(_HEADINGS_AT, first).value = above
        _merge(sheet, (_HEADINGS_AT, first), (_HEADINGS_AT, last))


def _merge(sheet: Worksheet, upper: tuple[int, int], lower: tuple[int, int]) -> None:
    (top, left), (bottom, right) = upper, lower
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
