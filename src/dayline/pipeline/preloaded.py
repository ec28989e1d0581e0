"""What the server that forks workers imports: it loads the tools once, and every worker has them from the start.

A tool that cannot be loaded is left for the worker to ask for, which says what is wrong. The gazetteer is not opened
here, since a database must not be carried over a fork.
"""

import gc
from contextlib import suppress

from dayline.pipeline.languages import detector, languages
from dayline.pipeline.resources import parser, tagger

with suppress(Exception):
    languages()
    parser()
    tagger()
    detector()
# what is here stays: a worker's collector need not look at it, nor copy its pages for having looked
gc.freeze()
