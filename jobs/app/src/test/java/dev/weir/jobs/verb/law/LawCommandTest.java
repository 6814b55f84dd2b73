package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Schemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LawCommandTest {

    @TempDir
    private Path folder;

    private CommandsTest.Ended law(String... options) throws Exception {
        Files.createDirectories(folder.resolve("law"));
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: centre
            profiles: { laptop: { warehouse: warehouse } }
            law: { pack: cn-2026-01, overlay: law/centre.yaml }
            """, StandardCharsets.UTF_8);
        if (Files.notExists(folder.resolve("law/centre.yaml"))) {
            overlay("openPoints: [{ id: Q5, value: false, because: \"Counsel: <3 May>\" }]");
        }
        String[] arguments = new String[options.length + 3];
        arguments[0] = "law";
        arguments[1] = "-w";
        arguments[2] = folder.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandsTest.weir(arguments);
    }

    private void overlay(String changes) throws Exception {
        Files.createDirectories(folder.resolve("law"));
        Files.writeString(
                folder.resolve("law/centre.yaml"), "base: cn-2026-01\n" + changes + "\n", StandardCharsets.UTF_8);
    }

    @Test
    void printsTheEffectivePackWithWhatTheWorkspaceChanges() throws Exception {
        CommandsTest.Ended ended = law();
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("个人信息保护法", "R8b-assessment", "assessment-people", "law/centre.yaml", "laxer", "<3 May>");
        assertThat(CommandsTest.weir("law").out()).doesNotContain("laxer");
    }

    @Test
    void printsJsonAsItsSchemaSays() throws Exception {
        JsonNode json = new ObjectMapper().readTree(law("-o", "json").out());
        assertThat(Schemas.valid("law", json)).isTrue();
        assertThat(json.at("/overlay/changes/0/direction").asText()).isEqualTo("laxer");
        assertThat(json.at("/categories/1/counts-as-sensitive").asBoolean(true)).isFalse();
        assertThat(json.at("/gate")).hasSizeGreaterThan(20);
    }

    @Test
    void printsPagesForCounsel() throws Exception {
        assertThat(law("-o", "html").out())
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<dt>pack</dt><dd>",
                        "<h2>The gate (数据出境审查)</h2>",
                        "<td>R12</td><td>always</td>",
                        "&lt;3 May&gt;")
                .doesNotContain("<3 May>")
                .endsWith("</table>\n</body>\n</html>\n");
        assertThat(law("-o", "markdown").out()).contains("## The gate (数据出境审查)", "| R12 | always |");
    }

    @Test
    void tellsProblemsOfAnOverlayWithTheirLines() throws Exception {
        overlay("thresholds: [{ id: contract-peple, value: 5, because: A slip. }]");
        CommandsTest.Ended ended = law();
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("law/centre.yaml:2:14", "write 'contract-people'");
    }
}
