package dev.weir.privacy.detect.vocabulary;

import java.util.Locale;
import java.util.Set;

/**
 * Races and ethnic groups as clinical trials name them: the terms of CDISC's code lists RACE (C74457) and ETHNIC (C66790), their
 * codes in the NCI Thesaurus, and what these are called in Chinese. Each is so many people's that it points to none of them.
 */
public final class RaceTerms {

    private static final Set<String> TERMS = Set.of(
            "AMERICAN INDIAN OR ALASKA NATIVE",
            "ASIAN",
            "BLACK OR AFRICAN AMERICAN",
            "NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER",
            "WHITE",
            "MULTIPLE",
            "OTHER",
            "UNKNOWN",
            "NOT REPORTED",
            "HISPANIC OR LATINO",
            "NOT HISPANIC OR LATINO",
            "C41259",
            "C41260",
            "C16352",
            "C41219",
            "C41261",
            "C17649",
            "C17998",
            "C43234",
            "C17459",
            "C41222",
            "亚洲人",
            "亚裔",
            "黄种人",
            "白人",
            "白种人",
            "黑人",
            "黑种人",
            "黑人或非裔美国人",
            "西班牙裔或拉丁裔",
            "非西班牙裔或拉丁裔",
            "其他",
            "未知",
            "未报告");

    private RaceTerms() {}

    /** Whether a text is one, in any case of letters. */
    public static boolean is(String text) {
        return TERMS.contains(text.strip().toUpperCase(Locale.ROOT));
    }
}
