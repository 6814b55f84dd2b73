package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/law.md shows is so. */
class LawPageTest {

    private static final Pattern OVERLAY = Pattern.compile("(?s)```yaml\\n(# law/centre.yaml\\n.*?)```");

    @Test
    void itsOverlayIsRightAndChangesWhatItSays() throws IOException {
        Matcher sample = OVERLAY.matcher(page());
        assertThat(sample.find()).isTrue();
        String text = sample.group(1);
        LawPack law = LawPack.of(new Workspace.Law(
                "cn-2026-01",
                Place.of("weir.yaml"),
                Optional.empty(),
                Optional.of(new Workspace.LawOverlay(
                        new HashedFile("law/centre.yaml", Sha256.hex(text.getBytes(StandardCharsets.UTF_8))), text)),
                Processor.unknown("centre")));
        assertThat(law.provisions().is(CounselSetting.GREATER_BAY_CONTRACT)).isTrue();
        assertThat(law.provisions().calendar().years()).containsKey(2027);
        assertThat(law.overlay().orElseThrow().changes()).hasSizeGreaterThan(5);
    }

    @Test
    void itNamesEveryFactAndEveryRule() throws IOException {
        String page = page();
        for (GateFact fact : GateFact.values()) {
            assertThat(page).contains("`" + fact.key() + "`");
        }
        for (GateRow row : LawPack.load("cn-2026-01").provisions().gate().rows()) {
            if (!row.rule().equals("R7")) { // R6 to R8
                assertThat(page).contains(row.rule());
            }
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "..", "docs", "law.md"), StandardCharsets.UTF_8);
    }
}
