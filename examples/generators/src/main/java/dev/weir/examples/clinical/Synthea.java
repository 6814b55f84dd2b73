package dev.weir.examples.clinical;

import dev.weir.examples.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables that Synthea exported, as records. */
final class Synthea {

    static final List<String> TABLES = List.of("patients", "encounters", "conditions", "medications", "observations");

    private final Map<String, List<String>> headers;
    private final Map<String, List<Row>> rows;

    private Synthea(Map<String, List<String>> headers, Map<String, List<Row>> rows) {
        this.headers = headers;
        this.rows = rows;
    }

    /** Reads Synthea's {@code csv} folder; its exporter never writes a quote. */
    static Synthea read(Path folder) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        Map<String, List<Row>> rows = new HashMap<>();
        for (String table : TABLES) {
            List<String> lines = Files.readAllLines(folder.resolve(table + ".csv"));
            List<String> header = split(lines.get(0));
            headers.put(table, header);
            rows.put(
                    table, lines.stream().skip(1).map(line -> row(header, line)).toList());
        }
        return new Synthea(headers, rows);
    }

    /** Hands over the patients of a folder that is too large to be read as a whole. */
    static void eachPatient(Path folder, Consumer<Row> consumer) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("patients.csv"))) {
            List<String> header = List.of();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (header.isEmpty()) {
                    header = split(line);
                } else {
                    consumer.accept(row(header, line));
                }
            }
        }
    }

    List<String> header(String table) {
        return headers.getOrDefault(table, List.of());
    }

    List<Row> rows(String table) {
        return rows.getOrDefault(table, List.of());
    }

    /** The records of these patients. Synthea's own slips go: a prescription that ends before it starts, or comes twice. */
    Synthea of(Set<String> patients) {
        Map<String, List<Row>> kept = new HashMap<>();
        for (String table : TABLES) {
            String column = table.equals("patients") ? "Id" : "PATIENT";
            Set<List<String>> seen = new HashSet<>();
            Predicate<Row> sound = switch (table) {
                case "conditions" -> row -> seen.add(key(row));
                case "medications" -> row -> endsAfterItStarts(row) && seen.add(key(row));
                default -> row -> true;
            };
            kept.put(
                    table,
                    rows(table).stream()
                            .filter(row -> patients.contains(row.cell(column)))
                            .filter(sound)
                            .toList());
        }
        return new Synthea(headers, kept);
    }

    /** How many observations each patient has, in the patients' order. */
    Map<String, Long> observationsByPatient() {
        Map<String, Long> counts = rows("observations").stream()
                .collect(Collectors.groupingBy(row -> row.cell("PATIENT"), Collectors.counting()));
        Map<String, Long> inOrder = new LinkedHashMap<>();
        rows("patients").forEach(row -> inOrder.put(row.cell("Id"), counts.getOrDefault(row.cell("Id"), 0L)));
        return inOrder;
    }

    private static boolean endsAfterItStarts(Row row) {
        return row.cell("STOP").isEmpty() || row.cell("STOP").compareTo(row.cell("START")) >= 0;
    }

    private static List<String> key(Row row) {
        return List.of(row.cell("ENCOUNTER"), row.cell("CODE"), row.cell("START"));
    }

    private static List<String> split(String line) {
        if (line.indexOf('"') >= 0) {
            throw new IllegalStateException("Synthea wrote a quote: its files need a CSV reader now");
        }
        return Arrays.asList(line.split(",", -1));
    }

    private static Row row(List<String> header, String line) {
        List<String> fields = split(line);
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), fields.get(i));
        }
        return Row.of(cells);
    }
}
