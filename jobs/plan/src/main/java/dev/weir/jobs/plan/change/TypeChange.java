package dev.weir.jobs.plan.change;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every value of one type is one of another. */
final class TypeChange {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    private TypeChange() {}

    /**
     * Whether a type takes every value of another in the same form: decimals of more digits before the point. Others are
     * other values to some reader, such as an integer that becomes a decimal.
     *
     * @param was as {@link dev.weir.contracts.DataType#display()} has it; the other too
     */
    static boolean isWidened(String was, String now) {
        Matcher before = DECIMAL.matcher(was);
        Matcher after = DECIMAL.matcher(now);
        return before.matches()
                && after.matches()
                && before.group(2).equals(after.group(2))
                && Integer.parseInt(after.group(1)) > Integer.parseInt(before.group(1));
    }
}
