"""Whether a word may be the name of somebody whom nobody has registered.

It is a guess, and a careful one: what is no name stays a word, and nothing is lost by that. So the
surnames with which too many usual words begin (安, 单, 车, 路, 管) are left out here.
"""

from __future__ import annotations

import re

from gridkeeper.domain import names

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛"
    "郝龚邵万钱严覃武戴莫孔汤康施牛樊葛邢齐乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿兰焦俞左柳甘祝尚舒阮"
    "柯纪梅凌毕裴霍涂苗盛翁冉骆蓝辛靳鲍喻祁蒲滕屈饶牟艾尤穆卓缪项褚娄窦戚岑卜晏瞿佟臧闵邬卞栾隋"
    "甄虞敖巩佘邝匡鞠胥谌奚蔺阚卿芮"
)
_OF_NO_NAME = frozenset(
    "水电灯管路车门窗墙楼房屋梯道堆放停漏坏响吵闹噪声音味脏堵修欠款费租卖买骂打架伤病死烟油气煤"
    "炸虫鼠狗猫垃圾桶箱盖坑沟渠杆线缆牌证件表号码不没未无被把请求问题事情况次个们了的着过吗呢是"
    "及或装拆盗偷挖砸撞滑倒塌裂渗潮霉锈掉落空压温龄住址室户幢栋层间院区内外口边重急险患纠纷矛调"
    "走访查验报诉投举"
)
"""Characters that speak of matters and stand in hardly any name."""

_WORDS = re.compile(
    r"白天|白色|方便|方向|高大|高中|何时|何人|胡同|黄昏|黄色|江边|金属|金额|"
    r"康复|雷雨|林地|林木|马上|毛坯|牛奶|任何|任务|石头|石子|石块|孙女|孙子|"
    r"施工|申领|田地|田间|万一|万元|万达|武警|夏天|夏季|谢谢|谢绝|许多|许可|"
    r"严禁|严肃|叶子|叶片|于是|余额|余热|曾经|章程|钟点|周一|周二|周三|周四|"
    r"周五|周六|周日|周末|周边|周围|左右|左边|左侧|毕业|程序|陆续|柳树|柳絮|"
    r"杨树|杨絮|梅花|兰花|盛开|尚可|尚好|苗木|蓝色|梁柱|莫名|乔木|齐全|庄稼|"
    r"段落|顾客|贺卡|范围|史上|甘蔗|左手|江水|祝福|舒适|高血|金毛|牛肉"
)
_SOMEBODY = "某"
_LONGEST = 3
"""Characters of a name behind a surname of one; one more behind a compound surname."""


def may_be(word: str) -> bool:
    """Whether a word has a usual surname before one or two characters as given names have them."""
    family = names.surname(word)
    given = word[len(family) :]
    is_known = len(family) > 1 or family in _SURNAMES
    return (
        is_known
        and 1 <= len(given) < _LONGEST
        and _WORDS.match(word) is None
        and not any(one.isascii() or one in _OF_NO_NAME for one in given)
        and names.fault(word) is None
    )


def written(word: str) -> str:
    """Return a guessed name as it is kept: of a surname alone `王某`, as papers name somebody."""
    return f"{word}{_SOMEBODY}" if is_surname(word) else word


def is_surname(word: str) -> bool:
    """Whether a word is a usual surname and nothing more."""
    return word in _SURNAMES
