package dev.weir.jobs.plan;

import java.util.Locale;

/** Words in which a plan is told. */
public final class Words {

    private Words() {}

    /** {@code 1 table}, {@code 2 tables}, {@code no tables}. */
    public static String count(long number, String noun) {
        return (number == 0 ? "no" : Long.toString(number)) + " " + noun + (number == 1 ? "" : "s");
    }

    /** The name of an enum's constant as documents have it: {@code MY_NAME} is {@code my-name}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
