package dev.weir.privacy.detect.find;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds people in the messages of hospitals: names whose components a caret parts, as HL7 v2 (XPN) and DICOM (PN) have them,
 * addresses of the same kind (XAD), and the identifiers of a PID segment.
 */
public final class MessageFinder implements Finder {

    private static final int RANK = 90;

    private static final String WORD = "[\\p{Lu}\\p{IsHan}][\\p{L}'-]{0,40}";
    private static final String COMPONENT = WORD + "(?: " + WORD + "){0,3}";

    /** 李^晓东, DOE^JOHN^A, Sun^Meiling=孙^美玲. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\p{L}\\d^])" + COMPONENT + "\\^" + COMPONENT + "(?:\\^(?:" + COMPONENT
                    + ")?){0,4}(?:=" + COMPONENT + "(?:\\^" + COMPONENT + "){0,3}){0,2}(?![\\p{L}\\d])");

    /** 42 Juniper Court^^Salem^OR^97301. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\p{L}\\d^])[\\p{L}\\d][^|^\\n]{3,60}(?:\\^[^|^\\n]{0,40}){2,3}\\^[\\p{L}\\d -]{3,10}(?![\\p{L}\\d])");

    private static final Pattern IDENTIFIERS = Pattern.compile("PID\\|\\d{0,4}\\|([^|\\n]{0,80})\\|([^|\\n]{0,80})");
    private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\p{L}\\d^])[A-Za-z0-9-]{3,30}(?![\\p{L}\\d])");

    @Override
    public void find(String text, Spans spans) {
        if (text.indexOf('^') < 0 && !text.contains("PID|")) {
            return;
        }
        all(NAME, "NAME", text, spans);
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String first = address.group().substring(0, address.group().indexOf('^'));
            if (first.indexOf(' ') > 0 && first.chars().anyMatch(Character::isDigit)) {
                spans.add("ADDR", address.start(), address.end(), RANK - 1);
            }
        }
        Matcher segment = IDENTIFIERS.matcher(text);
        while (segment.find()) {
            for (int field = 1; field <= segment.groupCount(); field++) {
                Matcher identifier = IDENTIFIER.matcher(text).region(segment.start(field), segment.end(field));
                identifier.useTransparentBounds(true);
                while (identifier.find()) {
                    spans.add("MRN", identifier.start(), identifier.end(), RANK);
                }
            }
        }
    }

    private static void all(Pattern form, String category, String text, Spans spans) {
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            spans.add(category, matcher.start(), matcher.end(), RANK);
        }
    }
}
