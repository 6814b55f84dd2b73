package dev.weir.jobs.draft;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Adds ports to the lists of a product's file. Nothing else of it changes: comments and order stay. */
final class ProductPorts {

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern ITEM = Pattern.compile("( *)- .*");

    private final String file;
    private final List<String> lines;

    /** What each line ends in, as it was written. */
    private final List<String> ends;

    private ProductPorts(String file, String text) {
        this.file = file;
        this.lines = new ArrayList<>(text.lines().toList());
        this.ends = new ArrayList<>(
                LINE_END.matcher(text).results().map(MatchResult::group).toList());
        if (ends.size() < lines.size()) {
            ends.add("");
        }
    }

    /**
     * The text of a product's file with ports for tables.
     *
     * @throws ProblemsException C014 where a list of ports is not written with an item on each line
     */
    static String with(String file, String text, String product, List<DraftTable> tables) {
        ProductPorts ports = new ProductPorts(file, text);
        boolean reads = ports.lines.stream().anyMatch(line -> line.startsWith("inputPorts:"));
        for (DraftTable table : tables) {
            if (reads) {
                ports.add("inputPorts", table.name(), table.contract());
            }
            ports.add("outputPorts", table.name(), product + "." + table.name());
        }
        return ports.text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append(ends.get(i));
        }
        return text.toString();
    }

    private void add(String list, String name, String contract) {
        String port = "- { name: " + name + ", version: 1.0.0, contractId: " + contract + " }";
        int key = -1;
        for (int i = 0; i < lines.size(); i++) {
            key = lines.get(i).matches(list + ": *(#.*)?") ? i : key;
        }
        int last = -1;
        String indent = "";
        for (int i = key + 1; key >= 0 && i < lines.size() && isWithin(lines.get(i)); i++) {
            var item = ITEM.matcher(lines.get(i));
            boolean isItem = item.matches() && (last < 0 || item.group(1).equals(indent));
            indent = isItem ? item.group(1) : indent;
            boolean isBlank = lines.get(i).isBlank() || lines.get(i).strip().startsWith("#");
            last = isBlank ? last : i;
        }
        if (last < 0) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    Place.of(file),
                    "'" + list + "' cannot be extended",
                    "only a list with an item on each line is",
                    "add the line yourself: " + port);
        }
        lines.add(last + 1, indent + port);
        String end = ends.get(key); // the line of the key is not the last, so it has one
        ends.add(last, end);
    }

    /** Whether a line belongs to a list of the top level. */
    private static boolean isWithin(String line) {
        return line.isBlank() || line.startsWith(" ") || line.startsWith("-") || line.startsWith("#");
    }
}
