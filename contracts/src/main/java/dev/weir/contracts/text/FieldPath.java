package dev.weir.contracts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands in a JSON document: {@code name[0].family}. These are the singular queries of JSONPath (RFC 9535, 2.3.5.1),
 * whose {@code $} at the beginning may be left out; a key that has a dot or a bracket stands in quotes, {@code ['a.b'].c}. Any
 * other text is the key that it is.
 *
 * @param steps from the document on, at least one; the first is a key
 */
public record FieldPath(List<Step> steps) {

    private static final int MOST_DIGITS = 9;

    /** A key that needs no quotes wherever it stands. */
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]'$]+");

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.get(0) instanceof Place) {
            throw new IllegalArgumentException("a path begins with a key");
        }
    }

    /** From an object to the value of a key, or from an array to one of its places. */
    public sealed interface Step {
        /** As a path writes it behind other steps. */
        String display();
    }

    /** To the value of a key. */
    public record Key(String name) implements Step {
        @Override
        public String display() {
            return PLAIN.matcher(name).matches() ? "." + name : "['" + name.replaceAll("[\\\\']", "\\\\$0") + "']";
        }
    }

    /** To an element of an array; the first is 0. */
    public record Place(int index) implements Step {
        @Override
        public String display() {
            return "[" + index + "]";
        }
    }

    /**
     * The path that a text writes.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static FieldPath of(String text) {
        return new Reader(text).read();
    }

    /** The shortest text that writes it. */
    public String display() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append(step.display()));
        return text.charAt(0) == '.' ? text.substring(1) : text.toString();
    }

    /** The first steps of it, at least one. */
    public FieldPath first(int number) {
        return new FieldPath(steps.subList(0, number));
    }

    private static final class Reader {
        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        FieldPath read() {
            if (text.startsWith("$.") || text.startsWith("$[")) {
                at = 1;
            } else if (!text.startsWith("[")) {
                steps.add(key());
            }
            while (at < text.length()) {
                steps.add(step());
            }
            return new FieldPath(steps);
        }

        private Step step() {
            if (text.charAt(at) == '.') {
                at++;
                return key();
            } else if (text.startsWith("['", at)) {
                return quoted();
            }
            int end = text.charAt(at) == '[' ? text.indexOf(']', at) : -1;
            String digits = end < 0 ? "" : text.substring(at + 1, end);
            if (!digits.matches("0|[1-9][0-9]*") || digits.length() > MOST_DIGITS) {
                throw new IllegalArgumentException("'" + text.substring(at)
                        + "' is neither a key behind a dot nor a place of an array, such as [0]");
            }
            at = end + 1;
            return new Place(Integer.parseInt(digits));
        }

        private Key key() {
            int end = at;
            while (end < text.length() && ".[]".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == at) {
                throw new IllegalArgumentException("a key is missing at character " + (at + 1));
            }
            String name = text.substring(at, end);
            at = end;
            return new Key(name);
        }

        /** A backslash stands before a quote and before itself. */
        private Key quoted() {
            StringBuilder name = new StringBuilder();
            for (at += 2; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '\'' && text.startsWith("']", at)) {
                    at += 2;
                    return new Key(name.toString());
                } else if (c == '\\' && at + 1 < text.length() && "'\\".indexOf(text.charAt(at + 1)) >= 0) {
                    at++;
                    name.append(text.charAt(at));
                } else if (c == '\'' || c == '\\') {
                    break;
                } else {
                    name.append(c);
                }
            }
            throw new IllegalArgumentException(
                    "a key in quotes ends with '], and has a backslash only before a quote or another one");
        }
    }
}
