package dev.weir.privacy.detect.vocabulary;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of molecules as IUPAC builds them, in small letters: what stands for hydrogens, a chain or a ring, and a suffix, with numbers of
 * atoms between marks, {@code 1-bromo-pentane}. Each letter has to be of one of its parts, and the first is a multiplier or a stem.
 */
final class SystematicNames {

    private static final int FEWEST_LETTERS = 6;

    /** Those of a telephone are more. */
    private static final int MOST_DIGITS = 8;

    /** Longer words take too long. */
    private static final int LONGEST = 400;

    private static final Pattern MARKS =
            Pattern.compile("[-0-9,'()\\[\\]{}$^+]|(?<![\\p{L}])[NOSPHRSEZlpom](?![\\p{L}])");

    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private static final List<String> TIMES =
            words("mono di bi tri tetra penta hexa hepta octa bis tris cyclo iso tert sec");

    private static final List<String> STEMS =
            words("meth eth prop but pent hex hept oct non dec undec dodec icos phen benz benzo benzhydr naphth anthr "
                    + "tolu xyl pyr fur thi thio dioxin chlor fluor brom iod nitr amino hydrox oxo sulf sulfan phosph sil "
                    + "acet cyan imid azol oxan oxol piper morphol quinol indol");

    private static final List<String> ENDS =
            words("an en yn ane ene yne yl ol al one on oate ate ite ide ine in idin idine azin oxy o oic acid amide "
                    + "amine nitrile imine ether e a id am az ox thiol olate ium idene carbox carbon");

    private static final Pattern END = Pattern.compile(
            ".*(?:ane|ene|yne|yl|ol|al|one|ate|ite|ide|ine|oxy|oic|nitrile|ether|o-|furan|azole|azine|dioxin|acid)[)\\]}]*-?");

    private SystematicNames() {}

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }

    static boolean is(String word) {
        boolean isNumber = word.chars().filter(c -> c >= '0' && c <= '9').count() > MOST_DIGITS;
        if (word.length() > LONGEST || isNumber || !END.matcher(word).matches()) {
            return false;
        }
        String letters = MARKS.matcher(word).replaceAll(" ");
        int count = 0;
        boolean isFirst = true;
        for (String run : letters.strip().split(" +")) {
            if (!WORD.matcher(run).matches() || !isMade(run, isFirst)) {
                return false;
            }
            count += run.length();
            isFirst = false;
        }
        return count >= FEWEST_LETTERS;
    }

    /** Whether parts one behind the other make it; the first one is a multiplier or a stem. */
    private static boolean isMade(String run, boolean isFirst) {
        boolean[] reached = new boolean[run.length() + 1];
        reached[0] = true;
        for (int i = 0; i < run.length(); i++) {
            if (reached[i]) {
                reach(reached, run, i, TIMES);
                reach(reached, run, i, STEMS);
                reach(reached, run, i, i > 0 || !isFirst ? ENDS : List.of());
            }
        }
        return reached[run.length()];
    }

    private static void reach(boolean[] reached, String run, int from, List<String> parts) {
        for (String part : parts) {
            if (run.startsWith(part, from)) {
                reached[from + part.length()] = true;
            }
        }
    }
}
