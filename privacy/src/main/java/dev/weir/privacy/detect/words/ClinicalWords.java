package dev.weir.privacy.detect.words;

import java.util.Set;

/** Words of clinics that begin with a surname and are no names (占位, 宫颈, 单活胎), from {@code detect/clinical-words.txt}. */
public final class ClinicalWords {

    private static final Set<String> WORDS = WordList.read("clinical-words.txt");
    private static final int LONGEST =
            WORDS.stream().mapToInt(String::length).max().orElse(0);

    private ClinicalWords() {}

    /** Whether a word of clinics begins where a name would, or lies across its start or its end. */
    public static boolean overlap(String text, int start, int end) {
        for (int from = Math.max(0, start - LONGEST + 1); from < end; from++) {
            int least = from < start ? start - from + 1 : 2;
            for (int length = Math.max(2, least); length <= LONGEST && from + length <= text.length(); length++) {
                boolean inside = from > start && from + length <= end;
                if (!inside && WORDS.contains(text.substring(from, from + length))) {
                    return true;
                }
            }
        }
        return false;
    }
}
