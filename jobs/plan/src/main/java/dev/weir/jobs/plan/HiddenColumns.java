package dev.weir.jobs.plan;

/**
 * Columns that travel with a row from the reader to the sink and are not part of it.
 *
 * <table>
 * <caption>Their types</caption>
 * <tr><td>{@link #FILE}</td><td>STRING: the file, relative to the source's root</td></tr>
 * <tr><td>{@link #LINE}</td><td>BIGINT: where the record starts, counted from 1</td></tr>
 * <tr><td>{@link #UNREADABLE}</td><td>ARRAY&lt;STRUCT&lt;rule, column, detail: STRING&gt;&gt;: why the record could not be
 * read, or NULL</td></tr>
 * <tr><td>{@link #mark}</td><td>STRING: how the row fails a marker rule, or NULL</td></tr>
 * </table>
 */
public final class HiddenColumns {

    /** The prefix of them all. */
    public static final String PREFIX = "_weir_";

    public static final String FILE = PREFIX + "file";
    public static final String LINE = PREFIX + "line";
    public static final String UNREADABLE = PREFIX + "unreadable";

    /** INT: what becomes of rows of people under 14 or of unknown age, NULL in others; only where a table can tell. */
    public static final String MINOR = PREFIX + "minor";

    /** Of {@link #MINOR}: a minor's row, which is released as others are. */
    public static final int STAYS = 1;
    /** Of {@link #MINOR}: a row that is not released. */
    public static final int GOES = 2;
    /** Of {@link #MINOR}: a row of which nothing tells the age, which is released as others are. */
    public static final int AGELESS_STAYS = 3;
    /** Of {@link #MINOR}: a row of which nothing tells the age, and which is not released for that. */
    public static final int AGELESS_GOES = 4;

    private static final String MARK = PREFIX + "mark_";

    private HiddenColumns() {}

    /** The column of the n-th marker rule of a table, counted from 0. */
    public static String mark(int number) {
        return MARK + number;
    }

    /** Whether a column is that of a marker rule. */
    public static boolean isMark(String column) {
        return column.startsWith(MARK);
    }

    /** Whether a column is a hidden one. */
    public static boolean isHidden(String column) {
        return column.startsWith(PREFIX);
    }
}
