"""Builders of ledger lines: invented people and matters, as many as a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from gridkeeper.domain.disputes import Dispute, DisputeParty
from gridkeeper.domain.hazards import Hazard, Recheck
from gridkeeper.domain.lines import (
    DisputeLine,
    HazardLine,
    Heading,
    PersonLine,
    RequestLine,
    VisitLine,
)
from gridkeeper.domain.people import Person
from gridkeeper.domain.requests import Request
from gridkeeper.domain.visits import Visit

HEADING = Heading(
    unit="晨光社区（示例）",
    author="林晓禾",
    period="2026年10月",
    cut_off="2026年10月31日 18:00",
    version="GridKeeper 网格管家 0.1",
    made_on="2026年10月31日",
)

NAMES = ("𠮷野㛃", "钟𬭛", "龚䶮", "赵文秀", "欧阳若兰", "买买提·艾力", "周桂芳", "何小满")
_FIRST_DAY = date(2026, 10, 1)


def _pick(words, number):
    return words[number % len(words)]


def _day(number):
    return _FIRST_DAY + timedelta(days=number * 7 % 31)


def _phone(number):
    return f"199000{number % 100_000:05d}"


def a_visit_line(number=1, **facts):
    facts = {
        "number": f"走访〔2026〕第01-{number:03d}号",
        "visited_on": _day(number),
        "form": _pick(("01", "02", "04"), number),
        "outcome": _pick(("01", "02", "03", "01"), number),
        "situation": _pick(
            (
                "老人独居，身体尚可，子女每周来看望一次，家中燃气软管已更换。",
                "夫妻二人带孩子居住，近期楼上漏水已修好，无其他困难。",
                "敲门无人应答，已在门上留联系卡，改日再访。",
            ),
            number,
        ),
        "demands": _pick(("希望楼道加装扶手", None, None, "咨询医保异地报销"), number),
        "measures": _pick(("已记录并报社区物业，约定本周五现场看", None), number),
        "result": _pick(("已答复", None, None), number),
        "next_due": _day(number) + timedelta(days=30),
        "visitor": "林晓禾",
        **facts,
    }
    return VisitLine(
        visit=Visit(id=str(number), **facts),
        subject=_pick(NAMES, number),
        address=f"晨光花园{number % 9 + 1}幢1单元{number % 6 + 1}0{number % 4 + 1}室",
        phone=_phone(number),
        tags=_pick((("A01", "A04"), (), ("A05",), ("B01",)), number),
        attention=_pick(("", "1", "2"), number),
        grid=_pick(("第一网格", "第二网格"), number),
        community="晨光社区",
    )


def a_dispute_line(number=1, **facts):
    facts = {
        "number": f"纠纷〔2026〕第01-{number:03d}号",
        "found_on": _day(number),
        "title": _pick(("楼上漏水索赔", "空调外机噪声", "合租押金退还"), number),
        "type": _pick(("0203", "0201", "0602"), number),
        "scale": "01",
        "place": f"晨光花园{number % 9 + 1}幢2单元",
        "involved": number % 4 + 2,
        "amount": Decimal(number * 12_550) / 100 if number % 3 else None,
        "content": "甲方称乙方卫生间渗水致其客厅吊顶损坏，要求赔偿；乙方认为系公共管道所致。",
        "risk": _pick(("1", "2", "3"), number),
        "mediator": "沈静山",
        "mediator_phone": "19900000001",
        "deadline": _day(number) + timedelta(days=30),
        "state": _pick(("40", "30", "45"), number),
        **_settled(number),
        **facts,
    }
    parties = (
        DisputeParty(id=f"{number}a", side="1", name=_pick(NAMES, number), phone=_phone(number)),
        DisputeParty(id=f"{number}b", side="2", name=_pick(NAMES, number + 3), phone=_phone(1)),
        DisputeParty(id=f"{number}c", side="2", name=_pick(NAMES, number + 4)),
    )
    return DisputeLine(
        dispute=Dispute(id=str(number), **facts),
        parties=parties,
        grid=_pick(("第一网格", "第二网格"), number),
        community="晨光社区",
    )


def _settled(number):
    if number % 3:
        return {}
    return {
        "method": "02",
        "mediated_on": _day(number) + timedelta(days=5),
        "success": True,
        "agreement": "1",
        "agreement_number": f"晨调〔2026〕{number:03d}",
        "result": "双方同意由物业检修立管，乙方补偿吊顶维修费。",
        "performance": "1",
        "follow_up_on": _day(number) + timedelta(days=20),
        "follow_up": "已履行，无反复",
        "satisfaction": "1",
    }


def a_hazard_line(number=1, **facts):
    found = _day(number)
    facts = {
        "number": f"隐患〔2026〕第01-{number:03d}号",
        "found_on": found,
        "category": _pick(("01", "04", "06"), number),
        "level": _pick(("1", "2", "3"), number),
        "mode": "1",
        "finder": "林晓禾",
        "place": f"晨光花园{number % 9 + 1}幢",
        "spot": f"{number % 6 + 1}楼楼道",
        "content": "楼道内停放电动自行车2辆并从室内拉线充电，起火后将堵住唯一的疏散通道。",
        "fixed_on_spot": number % 4 == 0,
        "responsible": _pick(NAMES, number),
        "responsible_phone": _phone(number),
        "measure": "告知当事人移至地面充电棚，拆除拉线。",
        "funds": Decimal(number * 3_000) / 100 if number % 5 == 0 else None,
        "deadline": found + timedelta(days=7),
        "notice_number": f"晨告〔2026〕{number:03d}",
        "fixed_on": found + timedelta(days=3) if number % 2 else None,
        "state": "70" if number % 2 else "40",
        **facts,
    }
    recheck = Recheck(
        id=f"{number}r",
        checked_on=found + timedelta(days=4),
        checker="沈静山",
        passed=True,
        opinion="已移走，现场无拉线",
    )
    return HazardLine(
        hazard=Hazard(id=str(number), **facts),
        rechecks=(recheck,) if number % 2 else (),
        grid=_pick(("第一网格", "第二网格"), number),
        community="晨光社区",
    )


def a_request_line(number=1, **facts):
    received = _day(number)
    facts = {
        "number": f"诉求〔2026〕第01-{number:03d}号",
        "original_number": f"9{number:05d}",
        "received_on": received,
        "received_at": datetime(2026, 10, 1, 1, 30, tzinfo=UTC),
        "source": _pick(("01", "09"), number),
        "channel": _pick(("12345热线", "@晨光", None), number),
        "community": "晨光社区",
        "place": f"晨光路{number % 90 + 1}号",
        "reporter": _pick(NAMES, number),
        "reporter_phone": _phone(number),
        "title": _pick(("路灯不亮", "井盖缺失", "垃圾清运不及时"), number),
        "content": "居民反映晚上路灯不亮，老人出行不便，希望尽快维修，联系电话19900000007。",
        "category": _pick(("04", "03"), number),
        "original_class": "市政设施",
        "original_type": _pick(("路灯", "井盖"), number),
        "unit": _pick(("城市管理局", "示例街道办事处"), number),
        "deadline": received + timedelta(days=5),
        "closed_on": received + timedelta(days=3) if number % 3 else None,
        "in_time": True if number % 3 else None,
        "result": "已派人更换灯泡，当晚恢复照明。" if number % 3 else None,
        "satisfaction": _pick(("1", "2", None), number),
        "state": "80" if number % 3 else "50",
        **facts,
    }
    return RequestLine(request=Request(id=str(number), **facts), grid="第一网格")


def a_person_line(number=1, **facts):
    born = date(1930 + number * 13 % 90, number % 12 + 1, number % 28 + 1)
    facts = {
        "name": _pick(NAMES, number),
        "sex": _pick(("1", "2"), number),
        "birth": born,
        "id_number": f"000000{born:%Y%m%d}001X",
        "phone": _phone(number),
        "relation": _pick(("02", "10", "20"), number),
        "resident_class": _pick(("01", "03"), number),
        "registered_address": f"示例省示例市示例区晨光路{number}号",
        **facts,
    }
    return PersonLine(
        person=Person(id=str(number), **facts),
        address=f"晨光花园{number % 9 + 1}幢1单元{number % 6 + 1}01室",
        head=_pick(NAMES, number + 1),
        tags=_pick((("A01",), (), ("A05", "B02")), number),
        grid="第一网格",
        community="晨光社区",
    )


BUILDERS = {
    "visits": a_visit_line,
    "disputes": a_dispute_line,
    "hazards": a_hazard_line,
    "requests": a_request_line,
    "people": a_person_line,
}


def some_lines(name, count):
    """Return that many lines of a ledger."""
    return [BUILDERS[name](number) for number in range(1, count + 1)]


def with_facts(line, kind, **facts):
    """Return a line whose record has other facts."""
    return replace(line, **{kind: replace(getattr(line, kind), **facts)})
