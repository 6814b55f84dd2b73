package dev.weir.jobs.engine.read.vcf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A definition of a header: what stands between {@code <} and {@code >}.
 *
 * @param values by their names, in order, without quotes
 * @param quoted the names of those that stand in quotes
 */
record VcfDefinition(Map<String, String> values, Set<String> quoted) {

    /** What is wrong with a definition, in words that hold none of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads what follows the equals sign of a header's line.
     *
     * @throws Malformed where it is none
     */
    static VcfDefinition of(String text) throws Malformed {
        return new Parser(text).read();
    }

    private static final class Parser {
        private final String text;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> quoted = new java.util.LinkedHashSet<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        VcfDefinition read() throws Malformed {
            if (!text.startsWith("<")) {
                throw new Malformed("it does not begin with <");
            }
            do {
                at++;
                String name = until("=,<>\"");
                if (name.isEmpty() || !is('=')) {
                    throw new Malformed("a part of it is no name=value");
                }
                at++;
                String value = is('"') ? quoted(name) : until(",<>"); // within a name quotes mean nothing
                if (values.put(name, value) != null) {
                    throw new Malformed("a name stands in it twice");
                }
            } while (is(','));
            if (!is('>') || at != text.length() - 1) {
                throw new Malformed(
                        "a value with a bracket or comma in it does not stand in quotes, or it does not end with >");
            }
            return new VcfDefinition(values, quoted);
        }

        private boolean is(char wanted) {
            return at < text.length() && text.charAt(at) == wanted;
        }

        private String until(String stops) {
            int from = at;
            while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        /** A value in quotes, in which a backslash keeps a quote and a backslash. */
        private String quoted(String name) throws Malformed {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                boolean escaped = text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
                at += escaped ? 1 : 0;
                value.append(text.charAt(at));
            }
            if (at >= text.length()) {
                throw new Malformed("a quote in it does not close");
            }
            at++;
            quoted.add(name);
            return value.toString();
        }
    }
}
