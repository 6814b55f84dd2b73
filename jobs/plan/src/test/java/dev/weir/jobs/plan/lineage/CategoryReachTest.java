package dev.weir.jobs.plan.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CategoryReachTest {

    @Test
    void aCategoryIsFollowedThroughWhatIsMadeOfIt() {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "people", "rid string RID", "ward string", "born date")
                .source("old", "people", "number string", "ward string")
                .table(
                        "people",
                        "SELECT rid, ward, length(rid) > 17 AS long,"
                                + " CASE WHEN rid IS NULL THEN ward END AS kept FROM raw.people",
                        "rid string RID pseudonymise",
                        "ward string NONE",
                        "long boolean NONE",
                        "kept string NONE")
                .table(
                        "districts",
                        "SELECT substr(rid, 1, 6) AS district, ward FROM raw.people",
                        "district string NONE",
                        "ward string NONE")
                .table("hidden", "SELECT rid FROM raw.people", "rid string RID drop")
                .table(
                        "counts",
                        "SELECT ward, max(district) AS last, count(*) AS n FROM p.districts WHERE district > '1' GROUP BY ward",
                        "ward string NONE",
                        "last string NONE",
                        "n integer NONE")
                .table("earlier", "SELECT number FROM old.people", "number string RID pseudonymise")
                .table("copied", "SELECT number FROM old.people", "number string NONE")
                .build();
        assertThat(reach(workspace, "RID"))
                .containsExactly(
                        "old.people.number feeds identity clear",
                        "p.copied.number made_of identity clear",
                        "p.counts.last made_of aggregation clear",
                        "p.districts.district made_of transformation clear",
                        "p.earlier.number declared identity pseudonymise",
                        "p.hidden.rid declared identity drop",
                        "p.people.long made_of transformation clear",
                        "p.people.rid declared identity pseudonymise",
                        "raw.people.rid declared identity clear");
        assertThat(reach(workspace, "MRN")).isEmpty();
    }

    private static List<String> reach(Workspace workspace, String category) {
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, "p", SampleWorkspace.DAY);
        LineageGraph graph = LineageGraph.of(workspace, List.of(plan), new SparkSqlGrammar());
        return CategoryReach.of(graph, category).places().stream()
                .map(place -> place.column().name() + " " + place.why().name().toLowerCase(Locale.ROOT) + " "
                        + place.way() + " "
                        + place.mask().map(mask -> mask.method()).orElse("clear"))
                .toList();
    }
}
