"""Names that a text may not hold, found fast however many there are."""

from __future__ import annotations

import re
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SHORTEST = 2
_BETWEEN = re.compile("[、,，;；/\uff0f]+")  # several people in one field
_BEHIND = re.compile("[（(].*")  # what somebody is

# What people write into a field of names in the place of a name, and in every other sentence.
_NOBODY = frozenset(
    re.split(
        r"\s+",
        "本人 自己 同上 不详 不明 未知 没有 暂无 无名 业主 房主 房东 房客 租客 租户 住户 居民"
        " 村民 群众 户主 家属 家人 邻居 老人 老板 店主 店长 经理 会计 员工 职工 工人 保安 保洁"
        " 门卫 司机 老师 学生 医生 护士 商户 商家 物业 社区 街道 居委 村委 网格 网格员 网格长"
        " 楼长 楼栋长 单元长 组长 主任 书记 民警 调解员 志愿者 负责人 责任人 联系人 承租人"
        " 所有人 产权人 当事人 监护人 施工方 施工队 施工单位 开发商 儿子 女儿 儿媳 女婿 父亲"
        " 母亲 爸爸 妈妈 丈夫 妻子 爷爷 奶奶 外公 外婆 孙子 孙女 哥哥 姐姐 弟弟 妹妹 亲戚 亲属"
        " 子女 老伴 配偶 全体 大家 匿名",
    )
)


class Names:
    """People's names, by how they begin; any text is asked for all of them at once.

    A name that is also a word is a name: what nobody can tell apart is hidden. One character alone
    is none, nor is a word that stands for whoever it is, such as 房东.

    Args:
        names: As they stand in fields of names.
        base: Names that are looked for besides.
    """

    __slots__ = ("_base", "_by_head")

    def __init__(self, names: Iterable[str] = (), base: Names | None = None) -> None:
        self._base = base
        self._by_head: dict[str, tuple[str, ...]] = {}
        for name in names:
            self._put(name)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._by_head) or bool(self._base)

    def learn(self, text: str) -> None:
        """Look for whoever is named in a field of names, too."""
        if text.isalpha() and text not in _NOBODY:
            self._put(text)
            return
        for part in {text, *_BETWEEN.split(text)}:
            # Of 努尔江·麦麦提 people speak as 努尔江.
            for name in {part, _BEHIND.sub("", part), *part.split("·")} - _NOBODY:
                self._put(name)

    def within(self, text: str) -> Collection[str]:
        """Return those of the names that a text holds, also where one is a part of another."""
        found = set(self._base.within(text)) if self._base else set()
        # Of most texts no two characters begin any name; this is asked without a loop in Python.
        if self._by_head and not self._by_head.keys().isdisjoint(map(add, text, text[1:])):
            for at, head in enumerate(map(add, text, text[1:])):
                for name in self._by_head.get(head, ()):
                    if text.startswith(name, at):
                        found.add(name)
        return found

    def _put(self, name: str) -> None:
        if len(name) >= _SHORTEST:
            known = self._by_head.get(name[:2], ())
            if name not in known:
                self._by_head[name[:2]] = (*known, name)
