package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.plan.lineage.CategoryReach;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where values of one category are: the columns of the workspace that they reach, and the copies that recipients have of these.
 *
 * @param copies of the columns that it reaches, and what was sent under the category itself: a contract may have changed since
 * @param untraced tables of which not all ways could be followed, so that the category may reach more
 */
public record CategoryReport(CategoryReach reach, List<SentColumn> copies, List<String> untraced) {

    public CategoryReport {
        copies = List.copyOf(copies);
        untraced = List.copyOf(untraced);
    }

    /**
     * Reads contracts and the ledger of transfers; no data, and starts no Spark.
     *
     * @throws ProblemsException when the law knows no such category, or the workspace has problems
     */
    public static CategoryReport of(Desk desk, String category) {
        WorkspaceLineage lineage = WorkspaceLineage.of(desk);
        LawPack law = LawPack.of(lineage.workspace().law());
        if (law.category(category).isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--category"),
                    "The law pack knows no category '" + category + "'",
                    "a category is one of the law pack, such as MRN",
                    NearestName.remedy(category, law.categories().keySet(), "'weir law' lists them"));
        }
        CategoryReach reach = CategoryReach.of(lineage.graph(), category);
        Set<String> reached = reach.places().stream()
                .map(place -> place.column().name().toString())
                .collect(Collectors.toSet());
        LineageGraph graph = lineage.graph();
        return new CategoryReport(
                reach,
                SentColumn.of(lineage.workspace()).stream()
                        .filter(sent -> sent.category().equals(category) || reached.contains(sent.column()))
                        .toList(),
                graph.tables().stream()
                        .filter(table -> !graph.untraced(table).isEmpty())
                        .toList());
    }
}
