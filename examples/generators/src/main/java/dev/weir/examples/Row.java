package dev.weir.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record of a raw file: its cells by header, how its line is damaged, and what Weir must say of it.
 *
 * @param cells by header, in the source's order
 * @param damage done to the line
 * @param expected reasons that the record itself gives; those that come from other records are found later
 */
public record Row(Map<String, String> cells, Damage damage, List<Expected> expected) {

    public Row {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        expected = List.copyOf(expected);
    }

    /** A sound record. */
    public static Row of(Map<String, String> cells) {
        return new Row(cells, Damage.NONE, List.of());
    }

    /** The text of a cell; empty when the record has no such cell. */
    public String cell(String header) {
        return cells.getOrDefault(header, "");
    }

    /** The same record with another value in a cell. */
    public Row with(String header, String value) {
        if (!cells.containsKey(header)) {
            throw new IllegalArgumentException("No column '" + header + "' among " + cells.keySet());
        }
        Map<String, String> changed = new LinkedHashMap<>(cells);
        changed.put(header, value);
        return new Row(changed, damage, expected);
    }

    /** The same record with one more cell. */
    public Row and(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(cells);
        more.put(header, value);
        return new Row(more, damage, expected);
    }

    /** The same record, with a reason to be quarantined. */
    public Row expect(String fault, String rule) {
        List<Expected> more = new ArrayList<>(expected);
        more.add(Expected.quarantined(fault, rule));
        return new Row(cells, damage, more);
    }

    /** The same record, whose line will be damaged so that it does not parse. */
    public Row damaged(Damage how, String fault, String rule) {
        return new Row(cells, how, expected).expect(fault, rule);
    }

    /** Whether it does not parse. */
    boolean unreadable() {
        return expected.stream().anyMatch(Expected::unreadable);
    }
}
