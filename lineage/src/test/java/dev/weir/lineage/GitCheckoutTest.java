package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitCheckoutTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "https://maria:secret@git.example.org:8443/centre/data.git?token=secret#secret, https://git.example.org:8443/centre/data.git",
        "git@git.example.org:centre/data.git, ssh://git.example.org/centre/data.git",
        "git.example.org:centre/data.git, ssh://git.example.org/centre/data.git",
        "ssh://git@git.example.org/centre/data.git, ssh://git.example.org/centre/data.git",
        "/home/maria/data.git,",
        "file:///home/maria/data.git,",
        "C:/data/it.git,",
        "not an address,",
    })
    void anAddressHasNoSecretAndIsNoFolderOfThisMachine(String remote, String address) {
        assertThat(GitCheckout.address(remote))
                .isEqualTo(Optional.ofNullable(address).map(URI::create));
    }

    @Test
    void aWorkspaceIsWhereItsContractsWereCommitted() throws Exception {
        Path workspace = Files.createDirectories(root.resolve("products/centre"));
        assertThat(GitCheckout.of(workspace)).isEmpty();
        git("init", "-q", "-b", "main");
        git("remote", "add", "origin", "https://maria:secret@git.example.org/data.git");
        assertThat(GitCheckout.of(workspace)).as("without a commit").isEmpty();
        Path settings = workspace.resolve("weir.yaml");
        Files.writeString(settings, "workspace: centre\n");
        git("add", ".");
        git("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "-qm", "first");
        Files.writeString(workspace.resolve("run.log"), "no part of it");
        String commit = git("rev-parse", "HEAD");
        JsonNode facet = facet(workspace);
        assertThat(facet.path("type").asText()).isEqualTo("git");
        assertThat(facet.path("url").asText()).isEqualTo("https://git.example.org/data.git");
        assertThat(facet.path("path").asText()).isEqualTo("products/centre/contracts/a.yaml");
        assertThat(facet.path("branch").asText()).isEqualTo("main");
        assertThat(facet.path("version").asText()).isEqualTo(commit).hasSize(40);

        Files.writeString(settings, "workspace: another\n");
        assertThat(facet(workspace).has("version")).as("what is in no commit").isFalse();
    }

    private static JsonNode facet(Path workspace) throws IOException {
        OpenLineage openLineage = new OpenLineage(OpenLineageEvents.PRODUCER);
        return new ObjectMapper()
                .readTree(OpenLineageClientUtils.toJson(
                        GitCheckout.of(workspace).orElseThrow().facet(openLineage, "contracts/a.yaml")));
    }

    private String git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).as(answer).isZero();
        return answer;
    }
}
