package dev.weir.privacy.gate;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.privacy.law.GateFact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of what-ifs: tab-separated, a header with {@code id} and the names of the facts, a line for each case. Whatever
 * stands in a line it is a case; what cannot be read in it is unknown.
 *
 * @param cases in the order of the file
 * @param problems with its form, by line; a fact that is no word it takes is none, since the gate reports it
 */
public record GateCases(List<Case> cases, List<Problem> problems) {

    /** Columns that may stand in a table besides, and are not read: the expected decisions. */
    private static final Set<String> EXPECTED = Set.of("decision", "mechanism", "rule", "article");

    private static final String ID = "id";

    public GateCases {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
    }

    /**
     * A what-if.
     *
     * @param id as written; {@code line-7} where there is none
     * @param line in the file, from 1
     */
    public record Case(String id, int line, GateFacts facts) {}

    /** Reads a table. */
    public static GateCases read(String file, String text) {
        return new Reader(file).read(text);
    }

    private static final class Reader {
        private final String file;
        private final Problems problems = new Problems();
        private final Map<String, Integer> seen = new HashMap<>();

        Reader(String file) {
            this.file = file;
        }

        GateCases read(String text) {
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            List<String> lines = plain.lines().toList();
            int head = 0;
            while (head < lines.size() && lines.get(head).isBlank()) {
                head++;
            }
            if (head == lines.size()) {
                problems.add(
                        Code.MISSING_FIELD,
                        Place.of(file),
                        "the table is empty",
                        "its first line names the facts",
                        "begin with 'id' and " + String.join(", ", GateFact.keys()));
                return new GateCases(List.of(), problems.list());
            }
            List<String> header = cells(lines.get(head));
            checkHeader(header, head + 1);
            List<Case> cases = new ArrayList<>();
            for (int i = head + 1; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    cases.add(row(header, cells(lines.get(i)), i + 1));
                }
            }
            return new GateCases(cases, problems.list());
        }

        private void checkHeader(List<String> header, int line) {
            List<String> known = new ArrayList<>(GateFact.keys());
            known.add(ID);
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i);
                if (header.indexOf(name) < i) {
                    report(
                            Code.DUPLICATE_NAME,
                            line,
                            "the column '" + name + "' is there twice",
                            "a fact is one thing",
                            "take one out");
                } else if (!known.contains(name) && !EXPECTED.contains(name)) {
                    report(
                            Code.UNKNOWN_NAME,
                            line,
                            "the gate has no fact '" + name + "'",
                            "its facts are " + String.join(", ", GateFact.keys()),
                            NearestName.remedy(name, known, "take the column out"));
                }
            }
            if (!header.contains(ID)) {
                report(Code.MISSING_FIELD, line, "the table has no column 'id'", "it names each decision", "add it");
            }
            for (GateFact fact : GateFact.values()) {
                if (!fact.isExtra() && !header.contains(fact.key())) {
                    report(
                            Code.MISSING_FIELD,
                            line,
                            "the table has no column '" + fact.key() + "'",
                            "a fact that is not there is unknown, and denies in every row",
                            "add it: " + fact.takes());
                }
            }
        }

        private Case row(List<String> header, List<String> cells, int line) {
            boolean fits = cells.size() == header.size();
            if (!fits) {
                report(
                        Code.INVALID_VALUE,
                        line,
                        "the line has " + cells.size() + " cells",
                        "the header has " + header.size() + ", so nobody knows which is which",
                        "put the tabs right; the case is denied");
            }
            Map<GateFact, String> given = new EnumMap<>(GateFact.class);
            String id = "";
            for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
                String cell = cells.get(i);
                if (header.get(i).equals(ID)) {
                    id = cell;
                } else if (fits && header.indexOf(header.get(i)) == header.lastIndexOf(header.get(i))) {
                    GateFact.of(header.get(i)).ifPresent(fact -> given.put(fact, cell));
                }
            }
            for (GateFact fact : GateFact.values()) {
                if (fits && fact.isExtra() && !header.contains(fact.key())) {
                    given.put(fact, "N");
                }
            }
            checkId(id, line);
            return new Case(id.isBlank() ? "line-" + line : id, line, new GateFacts(given));
        }

        private void checkId(String id, int line) {
            if (id.isBlank()) {
                report(Code.MISSING_FIELD, line, "the case has no id", "it names each decision", "give it one");
                return;
            }
            Integer other = seen.putIfAbsent(id, line);
            if (other != null) {
                report(
                        Code.DUPLICATE_NAME,
                        line,
                        "there are two cases '" + id + "'",
                        "the other stands in line " + other,
                        "give one of them another id");
            }
        }

        private void report(Code code, int line, String what, String why, String remedy) {
            problems.add(code, new Place(file, line, 0), what, why, remedy);
        }

        private static List<String> cells(String line) {
            return List.of(line.split("\t", -1));
        }
    }
}
