package dev.weir.contracts.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {

    private static final int SHORT = 4;

    private NearestName() {}

    /**
     * The candidate with the fewest edits from the name, upper and lower case being one; the first of several. Empty when
     * even that one differs in more than a third of the name's letters, and in more than two; of four letters or fewer, in more
     * than one. Words before a dot that both names begin with do not count: who writes {@code visits.kye} means no other rule of
     * {@code visits}.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int fewest = Integer.MAX_VALUE;
        String nearest = null;
        for (String candidate : candidates) {
            String offered = candidate.toLowerCase(Locale.ROOT);
            int shared = shared(wanted, offered);
            int letters = wanted.length() - shared;
            int most = Math.min(fewest - 1, letters <= SHORT ? 1 : Math.max(2, letters / 3));
            if (Math.abs(offered.length() - wanted.length()) <= most) {
                int edits = edits(wanted.substring(shared), offered.substring(shared));
                if (edits <= most && edits < offered.length() - shared) {
                    fewest = edits;
                    nearest = candidate;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How long the words are that both begin with, dots included. */
    private static int shared(String one, String other) {
        int shared = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i); i++) {
            if (one.charAt(i) == '.') {
                shared = i + 1;
            }
        }
        return shared;
    }

    /** {@code write 'name'} for the nearest candidate, or other advice. */
    public static String remedy(String name, Collection<String> candidates, String otherwise) {
        return to(name, candidates).map(nearest -> "write '" + nearest + "'").orElse(otherwise);
    }

    /** {@code did you mean 'name'?} for the nearest candidate, or other advice. */
    public static String question(String name, Collection<String> candidates, String otherwise) {
        return to(name, candidates)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse(otherwise);
    }

    /** Insertions, deletions, replacements, and swaps of neighbours (the optimal string alignment distance). */
    private static int edits(String left, String right) {
        int[] twoAbove = new int[right.length() + 1];
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
                if (row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1)) {
                    current[column] = Math.min(current[column], 1 + twoAbove[column - 2]);
                }
            }
            twoAbove = above;
            above = current;
        }
        return above[right.length()];
    }
}
