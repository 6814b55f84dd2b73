package dev.weir.contracts.sql;

/** Why a query may give other rows on another machine, and what to write in its place. */
public enum OrderFault {
    /** {@code first}, {@code last}, {@code any_value}. */
    TAKES_FIRST(
            "it takes the row that happens to come first or last",
            "use min or max, or max_by over an order without ties"),
    /** {@code max_by}, {@code min_by}. */
    TIES_IN_CHOICE(
            "rows may tie in the order that it chooses by, and which of them it takes is not fixed",
            "choose by a struct with a key of the rows: max_by(value, struct(moment, key))"),
    /** {@code mode}. */
    TIES_IN_FREQUENCY(
            "values may be equally frequent, and which of them it takes is not fixed",
            "count the values, and take the first by count and value"),
    /** {@code collect_list}, {@code collect_set}. */
    COLLECTED("the elements come in no fixed order", "put them into order with sort_array(…)"),
    /** {@code approx_percentile}. */
    SKETCH("its sketch depends on the order of the rows", "use percentile or median"),
    /** {@code histogram_numeric}. */
    HISTOGRAM("its bins depend on the order of the rows", "group by width_bucket(…), and count"),
    /** {@code sum} of doubles. */
    SUM(
            "doubles are added in no fixed order, and rounding makes other sums of another order",
            "write exact_sum(…), or give the column a decimal type"),
    /** {@code avg} of doubles. */
    MEAN(
            "doubles are added in no fixed order, and rounding makes other means of another order",
            "write exact_avg(…), or give the column a decimal type"),
    /** {@code avg} of 64-bit integers. */
    MEAN_OF_INTEGERS(
            "64-bit integers are added as doubles, in no fixed order; beyond 2^53 rounding makes other means of another"
                    + " order",
            "write exact_avg(…)"),
    /** Variances, correlations and their like. */
    COMPUTED(
            "it is computed in no fixed order, and rounding makes other results of another order",
            "compute it from exact_sum(…), exact_avg(…) and count"),
    /** LIMIT or OFFSET alone. */
    CUT_WITHOUT_ORDER(
            "the rows have no order, and which of them are within the limit is not fixed",
            "write ORDER BY with a key of the rows, or with every column that is used of them"),
    /** LIMIT or OFFSET after an ORDER BY. */
    CUT_IN_TIES(
            "rows may tie in this order, and which of them are within the limit is not fixed", OrderFault.MORE_ORDER),
    /** A ROWS frame. */
    FRAME_IN_TIES(
            "rows may tie in this order, and which of them are within the frame is not fixed", OrderFault.MORE_ORDER),
    /** {@code row_number}, {@code lag}, {@code first_value} and their like. */
    WINDOW_IN_TIES("rows may tie in this order, and which of them comes first is not fixed", OrderFault.MORE_ORDER),
    /** Sums of doubles in a window. */
    ADDED_IN_TIES(
            "doubles are added in the order of the window, in which rows may tie, and rounding makes other sums of another"
                    + " order",
            "write exact_sum(…) or exact_avg(…), or order by a key of the rows as well");

    private static final String MORE_ORDER =
            "order by a key of the rows as well, or by every column that is used of them";

    private final String why;
    private final String remedy;

    OrderFault(String why, String remedy) {
        this.why = why;
        this.remedy = remedy;
    }

    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }
}
