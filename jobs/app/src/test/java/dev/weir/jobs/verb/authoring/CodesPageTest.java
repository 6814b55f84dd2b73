package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodesPageTest {

    @Test
    void everyCodeIsExplainedUnderItsName() {
        for (Code code : Code.values()) {
            assertThat(CodesPage.section(code.id()))
                    .as(code.id())
                    .hasValueSatisfying(section -> assertThat(section)
                            .startsWith("## " + code.id() + " " + code.title() + "\n")
                            .hasSizeGreaterThan(80));
        }
    }

    @Test
    void noTwoCodesShareAnId() {
        Set<String> ids = new HashSet<>();
        for (Code code : Code.values()) {
            assertThat(ids.add(code.id())).as(code.id()).isTrue();
        }
    }

    @Test
    void aCodeThatIsNotThereHasNoSection() {
        assertThat(CodesPage.section("C999")).isEmpty();
    }
}
