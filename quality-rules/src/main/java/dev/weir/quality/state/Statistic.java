package dev.weir.quality.state;

/** What can be measured of a column while its rows pass, beside how many of its values are not NULL. */
public enum Statistic {
    /** Least, greatest, sum, mean and variance of numbers; of days for dates, of microseconds for timestamps. */
    NUMBERS,
    /** Shortest and longest text, in characters. */
    LENGTHS,
    /** About how many different values. */
    DISTINCT,
    /** Quantiles of numbers, by a sketch. */
    QUANTILES,
    /** How often each value occurs, while there are few different ones. */
    FREQUENCIES
}
