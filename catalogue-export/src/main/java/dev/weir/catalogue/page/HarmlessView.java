package dev.weir.catalogue.page;

import dev.weir.contracts.release.HarmlessFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Columns that are called harmless, as a page shows them. */
final class HarmlessView {

    private HarmlessView() {}

    static List<Map<String, Object>> rows(List<HarmlessFinding> findings) {
        return findings.stream().map(HarmlessView::row).toList();
    }

    private static Map<String, Object> row(HarmlessFinding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("column", finding.statement().name());
        row.put("category", finding.category());
        row.put("found", String.format(Locale.ROOT, "%,d", finding.found()));
        row.put("values", String.format(Locale.ROOT, "%,d", finding.values()));
        row.put("until", finding.statement().word().until().toString());
        row.put("by", finding.statement().word().by());
        row.put("because", finding.statement().word().because());
        row.put("place", finding.statement().place().toString());
        return row;
    }
}
