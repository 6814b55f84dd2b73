package dev.weir.privacy.detect.find;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The stretches of a text around the characters that matter to a finder; they do not overlap. */
final class Windows {

    private final List<int[]> stretches = new ArrayList<>();

    /** What is done with a stretch. */
    interface Look {
        void at(int from, int to);
    }

    /** So far on both sides of every character that matters. */
    static Windows around(String text, int reach, IntPredicate matters) {
        Windows windows = new Windows();
        int from = -1;
        int to = -1;
        for (int i = 0; i < text.length(); i++) {
            if (!matters.test(text.charAt(i))) {
                continue;
            }
            if (from >= 0 && i - reach > to) {
                windows.stretches.add(new int[] {from, to});
                from = -1;
            }
            from = from < 0 ? Math.max(0, i - reach) : from;
            to = Math.min(text.length(), i + reach);
        }
        if (from >= 0) {
            windows.stretches.add(new int[] {from, to});
        }
        return windows;
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    void forEach(Look look) {
        for (int[] stretch : stretches) {
            look.at(stretch[0], stretch[1]);
        }
    }
}
