package dev.weir.quality.sql;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import scala.Option;

/**
 * A part of a piece of SQL.
 *
 * @param line counted from 1 within the SQL; 0 where it is not known
 * @param column counted from 1; 0 where it is not known
 * @param text as it is written, on one line and shortened; empty where it is not known
 * @param sql the whole piece; empty where it is not known
 */
public record SqlSpot(int line, int column, String text, String sql) {

    private static final int LONGEST = 80;

    /** No part that anybody could name. */
    public static final SqlSpot UNKNOWN = new SqlSpot(0, 0, "", "");

    /** The part that Spark names. */
    public static SqlSpot of(QueryContext context) {
        if (!(context instanceof SQLQueryContext known)) {
            return UNKNOWN;
        }
        Option<Object> position = known.startPosition();
        return new SqlSpot(
                known.line().isEmpty() ? 0 : (Integer) known.line().get(),
                position.isEmpty() ? 0 : (Integer) position.get() + 1,
                known.isValid() ? shortened(known.fragment()) : "",
                known.sqlText().isEmpty() ? "" : known.sqlText().get());
    }

    /** Whether a line is known. */
    public boolean isKnown() {
        return line > 0;
    }

    private static String shortened(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
    }
}
