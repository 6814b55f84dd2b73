package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a file's header may lack columns, as far as that can be said without showing what it holds. */
final class HeaderHint {
    private static final String DELIMITERS = ",;\t|";

    private HeaderHint() {}

    /**
     * A sentence without its full stop; empty where nothing is known.
     *
     * @param headerIsElsewhere whether the line names no column that is expected
     */
    static String of(HeaderFacts facts, List<String> missing, HeaderMode use, boolean headerIsElsewhere) {
        if (missing.isEmpty()) {
            return "";
        }
        if (facts.presence() == Presence.NO_HEADER) {
            return "the file has no line where its header should be";
        }
        if (facts.presence() == Presence.UNREADABLE) {
            return facts.reason();
        }
        List<String> hints = new ArrayList<>();
        for (String name : missing) {
            doubled(facts.names(), name).or(() -> alike(facts.names(), name)).ifPresent(hints::add);
        }
        if (hints.isEmpty() && facts.names().size() == 1 && use == HeaderMode.BY_NAME) {
            delimiter(facts.names().get(0)).ifPresent(hints::add);
        }
        if (hints.isEmpty() && use == HeaderMode.BY_NAME && headerIsElsewhere) {
            hints.add(
                    "none of the columns stands in its first line: say 'header: false' where there is no header, 'skipRows'"
                            + " how many lines stand before it, another 'encoding' where its text is none");
        }
        return String.join("; ", hints);
    }

    /** A name that stands more than once, so that it is ambiguous which column is meant. */
    private static Optional<String> doubled(List<String> names, String wanted) {
        int times = Collections.frequency(names, wanted);
        return times > 1
                ? Optional.of("'" + wanted + "' stands " + (times == 2 ? "twice" : times + " times")
                        + " in the header: give each column a name of its own, or say 'byPosition: true'")
                : Optional.empty();
    }

    /** The header that is the wanted one but for invisible characters, or its case. */
    private static Optional<String> alike(List<String> names, String wanted) {
        for (String name : names) {
            if (!name.equals(wanted) && visible(name).equals(visible(wanted))) {
                return Optional.of("a header is '" + wanted + "' but for " + unseen(name, wanted)
                        + ": say 'trim: true' where it is a blank, or put it into 'physicalName'");
            }
        }
        for (String name : names) {
            if (visible(name).toLowerCase(Locale.ROOT).equals(visible(wanted).toLowerCase(Locale.ROOT))
                    && !name.equals(wanted)) {
                return Optional.of("a header is '" + wanted + "' in other letters, upper or lower case");
            }
        }
        return Optional.empty();
    }

    private static String unseen(String name, String wanted) {
        List<String> found = name.codePoints()
                .filter(c -> isUnseen(c) && wanted.indexOf(c) < 0)
                .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
                .distinct()
                .toList();
        return found.isEmpty() ? "its blanks" : String.join(" and ", found) + ", which nobody sees";
    }

    private static String visible(String name) {
        return name.codePoints()
                .filter(c -> !isUnseen(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnseen(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static Optional<String> delimiter(String line) {
        return DELIMITERS
                .chars()
                .boxed()
                .max(Comparator.comparingLong(c -> count(line, c)))
                .filter(best -> count(line, best) > 0)
                .map(best -> "the header is one field with " + count(line, best) + " of "
                        + (best == '\t' ? "tab" : "'" + (char) best.intValue() + "'")
                        + ": see whether that is the delimiter");
    }

    private static long count(String line, int character) {
        return line.chars().filter(c -> c == character).count();
    }
}
