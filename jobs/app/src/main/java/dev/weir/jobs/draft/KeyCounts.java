package dev.weir.jobs.draft;

import java.util.List;

/** Counts the records of a table by some of its columns, which are known by their places. */
interface KeyCounts {

    /** Of each set of columns, about how many different values there are; all are counted at once. */
    List<Long> about(List<List<Integer>> sets);

    /** How many records have the values of an earlier one. */
    long repeated(List<Integer> columns);
}
