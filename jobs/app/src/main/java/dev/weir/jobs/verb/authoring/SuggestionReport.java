package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.check.SuggestedRules;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.lineage.RunEvent;
import dev.weir.quality.suggest.Suggestion;
import dev.weir.quality.suggest.Suggestions;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that a table's rows obey.
 *
 * @param rows to learn from
 * @param shown the more useful first
 * @param file those that can be asked, as a rule file
 * @param notes what else there is to know
 */
public record SuggestionReport(long rows, List<Suggestion> shown, SuggestedFile file, List<String> notes) {

    public SuggestionReport {
        shown = List.copyOf(shown);
        notes = List.copyOf(notes);
    }

    /**
     * Learns them from the sources as they lie. Touches no file.
     *
     * @param limit proposals at most
     */
    public static SuggestionReport of(Desk desk, String product, String table, int limit, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        Product asked = LookupByName.product(read, product);
        requireTable(asked, table);
        desk.caller().engineBeginsAside();
        Suggestions found;
        try (WeirSession session = WeirSession.reading(read)) {
            found = new SuggestedRules(session, WeirVersion.number(), progress).of(asked, table);
        }
        List<Suggestion> shown =
                found.proposed().subList(0, Math.min(limit, found.proposed().size()));
        SuggestedFile file = SuggestedFile.accepted(desk.folder(), read, asked, table, shown);
        List<String> notes = new ArrayList<>(found.notes());
        if (found.proposed().size() > shown.size()) {
            notes.add((found.proposed().size() - shown.size()) + " more are left out; --limit shows them");
        }
        long refused = shown.stream()
                .filter(suggestion ->
                        !suggestion.rule().body().isEmpty() && !file.ids().containsKey(suggestion))
                .count();
        if (refused > 0) {
            notes.add(refused
                    + " more cannot be asked here: the mask takes their answer away, or they are not answered yet");
        }
        return new SuggestionReport(found.rows(), shown, file, notes);
    }

    private static void requireTable(Product product, String table) {
        List<String> tables = product.tables().stream().map(Table::name).toList();
        if (!tables.contains(table)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "Product '" + product.id() + "' has no table '" + table + "'",
                    "it has " + String.join(", ", tables),
                    NearestName.question(table, tables, "name one of these"));
        }
    }
}
