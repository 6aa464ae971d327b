import sys, traceback, threading
from tests.helpers.forms import *
from tests.gui.forms.conftest import *
import pytest
from gridkeeper.ui.jobs.job import Job
import time
LOG=[]
orig=Job.run
def run(self):
    LOG.append(("run",id(self),self._work.__qualname__))
    try: orig(self)
    except BaseException as e:
        LOG.append(("EXC",id(self),repr(e)))
        raise
    LOG.append(("done",id(self)))
@pytest.mark.parametrize("n", range(40))
def test_x(stage, qtbot, n, monkeypatch):
    monkeypatch.setattr(Job,"run",run); LOG.clear()
    form = stage.form("dispute", title="噪声", content="楼上噪声")
    first, second = form.inside["parties"].sheets
    for sheet, name in ((first, "张三"), (second, "𠮷小花")):
        commit(sheet.editors["name"].line, name)
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    try:
        stage.qtbot.waitUntil(lambda: stage.frame.jobs.is_idle, timeout=1500)
    except Exception:
        print([(j.label, id(j)) for j in stage.frame.jobs._running])
        for l in LOG: print(l)
        raise
