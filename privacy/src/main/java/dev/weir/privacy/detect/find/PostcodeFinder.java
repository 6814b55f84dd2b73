package dev.weir.privacy.detect.find;

/**
 * Finds addresses by the postcode in their end, and reads them backwards: whatever country's words stand before it, an address is
 * a run of capitalised words and numbers. A postcode with letters, a state or a hyphen speaks for itself; plain digits beside a
 * word need a house number before them.
 */
public final class PostcodeFinder implements Finder {

    private static final int RANK = 151;

    /** An address has fewer words than that before its postcode, and fewer lines. */
    private static final int WORDS = 16;

    private static final int LINES = 5;

    /** Signs and blanks between two words of it. */
    private static final int GAP = 10;

    /** "m.", "kv.", "bldg." between the parts of an address. */
    private static final int LONGEST_SHORTENED = 5;

    private static final String CITY = "\\p{Lu}[\\p{L}'\\u2019.-]{1,24}";

    /** Great Britain, Canada, Ireland, the Netherlands; a state with its number; numbers that a hyphen or a blank parts. */
    private static final PrefilteredPattern STRONG = PrefilteredPattern.capitalised("(?<![\\p{L}\\d-])(?:"
            + "[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]\\d[\\dW] [A-Z][A-Z\\d]{3}|\\d{4} [A-Z]{2}(?= \\p{Lu})"
            + "|[A-Z]{2},? \\d{5}(?:-\\d{4})?|(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT) \\d{4}"
            + "|(?:[A-Z]{1,2}-\\d{4,5}|\\d{2}-\\d{3}|\\d{3} \\d{2}|\\d{4}-\\d{3}) " + CITY
            + "|" + CITY + ",? (?:\\d{3}-\\d{4}|\\d{3} \\d{2}))(?![\\p{L}\\d-])");

    private static final PrefilteredPattern WEAK = PrefilteredPattern.capitalised("(?<![\\p{L}\\d-])(?:" + CITY
            + "(?:,? |-)\\d{5,7}|\\d{5} " + CITY + "|(?!19|20)\\d{4} " + CITY + "(?=\\s{0,3}(?:[,.\\n]|$))|(?<=[\\n,] )"
            + CITY
            + ",? (?!19|20)\\d{4}(?=\\s{0,3}(?:[,.\\n]|$)))(?![\\p{L}\\d-])");

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            find(text, STRONG, true, spans);
            find(text, WEAK, false, spans);
        }
    }

    private static void find(String text, PrefilteredPattern form, boolean strong, Spans spans) {
        form.each(text, postcode -> {
            Run run = Run.before(text, postcode.start());
            if (run.isAddress(strong) && AddressTail.isPlace(text, postcode.start(), postcode.end())) {
                spans.add("ADDR", run.start(), AddressTail.afterPostcode(text, postcode.end()), RANK);
            }
        });
    }

    /**
     * What stands before a postcode and may belong to its address.
     *
     * @param words how many words with capitals
     * @param numbers how many words with digits
     * @param parts how many commas and ends of lines part them
     */
    private record Run(int start, int words, int numbers, int parts) {

        static Run before(String text, int end) {
            int start = end;
            int words = 0;
            int numbers = 0;
            int parts = 0;
            int lines = 0;
            for (int i = 0; i < WORDS; i++) {
                int at = start;
                boolean parted = false;
                int feeds = 0;
                while (at > 0 && start - at < GAP && " \t\r\n,;>|?(#*".indexOf(text.charAt(at - 1)) >= 0) {
                    at--;
                    feeds += text.charAt(at) == '\n' ? 1 : 0;
                    parted |= text.charAt(at) == '\n' || text.charAt(at) == ',';
                }
                int from = at;
                while (from > 0 && isPart(text.charAt(from - 1))) {
                    from--;
                }
                lines += feeds;
                boolean above =
                        feeds > 0 && Character.isDigit(text.charAt(start)) && start < end && !hasDigit(text, at);
                boolean ends = at == start || from == at || feeds > 1 || lines > LINES || above;
                if (ends || !isWord(text, from, at)) {
                    break;
                }
                parts += parted ? 1 : 0;
                if (text.substring(from, at).chars().anyMatch(Character::isDigit)) {
                    numbers++;
                } else if (Character.isUpperCase(text.charAt(from))) {
                    words++;
                }
                start = from;
            }
            return new Run(start, words, numbers, parts);
        }

        /** Whether the line that ends there has one: a line above the house number is a company's or a person's. */
        private static boolean hasDigit(String text, int end) {
            int from = text.lastIndexOf('\n', end - 1) + 1;
            return text.substring(from, Math.max(from, end)).chars().anyMatch(Character::isDigit);
        }

        private static boolean isPart(char c) {
            return Character.isLetterOrDigit(c) || ".'\u2019-/#&".indexOf(c) >= 0;
        }

        private static boolean isWord(String text, int from, int to) {
            String word = AddressTail.bare(text, from, to);
            boolean shortened = to - from <= LONGEST_SHORTENED && text.charAt(to - 1) == '.';
            return shortened
                    || AddressTail.JOINING.contains(word)
                    || AddressTail.isAddressWord(text.charAt(from), word, false);
        }

        boolean isAddress(boolean strong) {
            return words > 0 && (numbers > 0 || (strong && parts > 0));
        }
    }
}
