package dev.weir.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a contract may choose for a product that everybody may read. */
class PublicMasksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c string RID keep",
                "c string RID truncate length=17",
                "c string PHONE keep",
                "c string PHONE truncate length=10",
                "c string NAME keep",
                "c string BANK keep",
                "c string MRN keep",
                "c string ADDR keep",
                "c date DATE keep",
                "c string TEXT keep",
                "c string MRN truncate length=99",
                "c string MRN redact extent=spans",
                "c string MRN generalise to=parent levels=20",
                "c integer MRN generalise to=bin width=1",
                "c integer AGE generalise to=bin width=1",
                "c string AGE truncate length=3",
                "c string ADDR truncate length=16",
                "c string ADDR generalise to=district",
                "c date DATE generalise to=month"
            })
    void refusesWhatTellsMoreThanTheLawWould(String column) {
        assertThat(problems(column, Product.Audience.PUBLIC)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_MASK);
            assertThat(problem.what()).contains("in a product for everybody");
            assertThat(problem.remedy()).contains("leave weirMask out");
        });
        assertThat(problems(column, Product.Audience.CONTROLLED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c string RID drop",
                "c string RID pseudonymise",
                "c string RID encrypt",
                "c string PHONE surrogate",
                "c string NAME redact",
                "c string MRN encrypt",
                "c string ADDR generalise to=city",
                "c integer AGE generalise to=band",
                "c date DATE shift",
                "c date DATE generalise to=year",
                "c string DEMO keep",
                "c string HEALTH keep",
                "c string NONE keep"
            })
    void letsThroughWhatDoesNot(String column) {
        assertThat(problems(column, Product.Audience.PUBLIC)).isEmpty();
    }

    private static List<Problem> problems(String column, Product.Audience audience) {
        String[] words = column.split(" ");
        Workspace workspace = SampleWorkspace.of("open")
                .audience(audience)
                .source("raw", "t", "id string MRN", "c " + words[1] + " " + words[2])
                .table("t", "SELECT id, c FROM raw.t", "id string MRN pseudonymise", column)
                .build();
        return new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
                .problems(workspace, workspace.products().get(0));
    }
}
