package dev.weir.jobs.verb.upkeep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A line for each release, and one for several that follow one another and of which the same is said: four hundred are read by nobody. */
final class ReleaseLines {

    private ReleaseLines() {}

    /**
     * The lines.
     *
     * @param said of each release, by its number
     */
    static List<String> of(String product, SortedMap<Long, String> said) {
        List<String> lines = new ArrayList<>();
        long first = 0;
        long last = 0;
        String same = "";
        for (Map.Entry<Long, String> each : said.entrySet()) {
            if (last > 0 && (each.getKey() != last + 1 || !each.getValue().equals(same))) {
                lines.add(line(product, first, last, same));
                last = 0;
            }
            first = last == 0 ? each.getKey() : first;
            last = each.getKey();
            same = each.getValue();
        }
        if (last > 0) {
            lines.add(line(product, first, last, same));
        }
        return List.copyOf(lines);
    }

    private static String line(String product, long first, long last, String said) {
        return product + "@" + first + (first == last ? "" : " to " + product + "@" + last) + "  " + said;
    }
}
