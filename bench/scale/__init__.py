"""Archives: how fast on one worker and on two, in processes and in Ray."""
