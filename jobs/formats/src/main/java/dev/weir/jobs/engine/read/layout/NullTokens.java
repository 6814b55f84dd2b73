package dev.weir.jobs.engine.read.layout;

import java.util.Set;

/** Texts that people write where there is no value. */
public final class NullTokens {

    /** A text in quotes may be empty, or a blank. */
    private static final Set<String> ALL = Set.of(
            "", " ", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "Null", "None", "none", "NaN", "nan", "\\N", "-", "--",
            "---", "/", "?", ".", "无", "空", "不详", "未知", "缺失", "未查", "未测");

    private NullTokens() {}

    /** Whether a text seems to mean that there is no value: one of these, or a special missing value of SAS such as {@code .A}. */
    public static boolean has(String text) {
        return ALL.contains(text)
                || (text.length() == 2
                        && text.charAt(0) == '.'
                        && (text.charAt(1) == '_' || (text.charAt(1) >= 'A' && text.charAt(1) <= 'Z')));
    }
}
