package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.SparkSafeguards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OperatorPageTest {

    @Test
    void namesEverySettingThatGuardsValues() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "operator.md"));
        assertThat(SparkSafeguards.settings())
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(page).contains("`" + setting + "`"));
    }
}
