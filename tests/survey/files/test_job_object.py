"""The memory limit on Windows: the layout that Windows expects, and who is asked for what."""

import ctypes

import pytest

from survey.files import job_object

WORD = ctypes.sizeof(ctypes.c_size_t)


@pytest.mark.skipif(WORD != 8, reason="the offsets below are those of 64 bits")
def test_the_structures_lie_as_winnt_lays_them_on_64_bits():
    assert ctypes.sizeof(job_object.BasicLimits) == 64
    assert ctypes.sizeof(job_object.ExtendedLimits) == 144
    assert job_object.BasicLimits.flags.offset == 16
    assert job_object.BasicLimits.affinity.offset == 48
    assert job_object.ExtendedLimits.io_counters.offset == 64
    assert job_object.ExtendedLimits.process_memory.offset == 112


class Kernel:
    """What Windows would be asked, with handles beyond 32 bits."""

    def __init__(self, accepts=1):
        self.said = {}
        self.CreateJobObjectW = lambda *_: None
        self.GetCurrentProcess = lambda: None
        self.CreateJobObjectW = Asked(self.said, "made", 2**40)
        self.GetCurrentProcess = Asked(self.said, "myself", 2**64 - 1)
        self.SetInformationJobObject = Asked(self.said, "set", accepts)
        self.AssignProcessToJobObject = Asked(self.said, "joined", 1)


class Asked:
    def __init__(self, said, name, answer):
        self.said, self.name, self.answer = said, name, answer

    def __call__(self, *given):
        self.said[self.name] = given
        return self.answer


def test_this_process_joins_a_job_with_the_limit():
    kernel = Kernel()
    assert job_object.put_in_job(kernel, 2**30)
    job, kind, limits, size = kernel.said["set"]
    assert (job.value, kind, size) == (2**40, 9, 144)
    assert (limits._obj.process_memory, limits._obj.basic.flags) == (2**30, 0x100)
    assert [one.value for one in kernel.said["joined"]] == [2**40, 2**64 - 1]


def test_a_limit_that_windows_refuses_is_told():
    assert not job_object.put_in_job(Kernel(accepts=0), 2**30)
