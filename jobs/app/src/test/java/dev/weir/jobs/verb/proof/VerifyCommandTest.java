package dev.weir.jobs.verb.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.releases.evidence.SignedReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    private Path folder;

    private SignedReleases releases;

    @BeforeEach
    void threeReleases() throws IOException {
        releases = new SignedReleases(folder, 3);
    }

    @Test
    void saysEachThingThatWasChecked() {
        CommandsTest.Ended ended = weir("verify", "clinical@2");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "clinical@2",
                        "chain        3 manifests, whole",
                        "signatures   3 signatures, whole",
                        "evidence     11 pieces, whole",
                        "basis        1 file, law pack cn-2026-01, whole",
                        "data files   4 files, 1,440 bytes, whole",
                        "quarantine   2 files, 940 bytes, whole",
                        "key          " + fingerprint()
                                + ", trusted because it lies in this workspace (keys/release.pub): signed 3 manifests",
                        "newest       clinical@3, SHA-256 " + releases.log.sha256("clinical", 3),
                        "tables       not looked at: whether the tables' own metadata",
                        "rows         not looked at: ",
                        "'weir verify clinical@2 --deep' looks at them",
                        "unsigned     never looked at: pages and entries of catalogues",
                        "run.json, reports and lineage of runs",
                        "All is consistent with the key in this workspace.",
                        "Who can change this workspace can replace the key too.")
                .doesNotContain("signed it");
    }

    @Test
    void saysThatTheKeyThatWasNamedSignedIt() throws Exception {
        for (String[] named : List.of(
                new String[] {"--fingerprint", fingerprint().toUpperCase(Locale.ROOT)},
                new String[] {"--public-key", folder.resolve("keys/release.pub").toString()})) {
            CommandsTest.Ended ended = weir("verify", "clinical@2", named[0], named[1]);
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.out())
                    .contains("key          " + fingerprint() + ", which you named", "the key that you named signed it")
                    .doesNotContain("consistent");
            JsonNode json = CommandsTest.json(weir("verify", "clinical@2", named[0], named[1], "-o", "json")
                    .out());
            assertThat(CommandsTest.valid("verify", json)).isTrue();
            assertThat(json.at("/answer").asText()).isEqualTo("signed");
            assertThat(json.at("/not-checked/0/name").asText()).isEqualTo("tables");
            assertThat(json.at("/not-checked/1/by").asText()).isEqualTo("weir verify clinical@2 --deep");
            assertThat(json.at("/unsigned").size()).isEqualTo(4);
            assertThat(json.at("/keys/0/trusted").asText()).isEqualTo("named");
        }
    }

    /** Whoever can write to the workspace signs other data anew, and puts a key of their own where the owner's was. */
    @Test
    void aForgersKeyIsNotTakenForTheOwners() throws Exception {
        String owners = fingerprint();
        Path kept = folder.resolveSibling(folder.getFileName() + "-owner.pub");
        Files.copy(folder.resolve("keys/release.pub"), kept);
        try {
            FileUtil.fullyDelete(folder.resolve("keys").toFile());
            FileUtil.fullyDelete(folder.resolve("warehouse").toFile());
            new SignedReleases(folder, 3);
            assertThat(fingerprint()).isNotEqualTo(owners);
            CommandsTest.Ended unasked = weir("verify", "clinical", "-o", "json");
            assertThat(unasked.status()).isZero();
            JsonNode json = CommandsTest.json(unasked.out());
            assertThat(json.at("/answer").asText()).isEqualTo("consistent");
            assertThat(json.at("/keys/0/fingerprint").asText()).isEqualTo(fingerprint());
            assertThat(json.at("/keys/0/trusted").asText()).isEqualTo("workspace");
            assertThat(weir("verify", "clinical").out())
                    .contains(fingerprint())
                    .doesNotContain(owners, "signed it", "as it was signed");
            CommandsTest.Ended pinned = weir("verify", "clinical", "--fingerprint", owners);
            assertThat(pinned.status()).isNotZero();
            assertThat(pinned.err()).contains("No key has the fingerprint " + owners, fingerprint(), "was replaced");
            CommandsTest.Ended given = weir("verify", "clinical", "--public-key", kept.toString());
            assertThat(given.status()).isEqualTo(4);
            assertThat(given.err()).contains("signed by a key that is not among those given", owners);
            Path pack = folder.resolve("pack.zip");
            weir("evidence", "clinical", "--to", pack.toString());
            CommandsTest.Ended packed = CommandsTest.weir("verify", "--pack", pack.toString(), "--fingerprint", owners);
            assertThat(packed.status()).isNotZero();
            assertThat(packed.err()).contains("No key has the fingerprint " + owners);
        } finally {
            Files.delete(kept);
        }
    }

    @Test
    void aFingerprintThatIsNoneIsRefused() {
        for (String none : List.of("", "abc", "z".repeat(64), fingerprint().substring(1))) {
            CommandsTest.Ended ended = weir("verify", "clinical", "--fingerprint", none);
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).contains("is not the fingerprint of a key");
        }
    }

    private String fingerprint() {
        return releases.keys.publics().get(0).key().id();
    }

    /** Nothing signs the mark, so whoever deletes rows can write it: the answer never says that all is as it was signed. */
    @Test
    void rowsThatWereLetGoAreNeitherWholeNorSigned() throws Exception {
        Path mark = folder.resolve("warehouse/releases/clinical/expired/2.json");
        Files.createDirectories(mark.getParent());
        Files.writeString(
                mark,
                "{\"schema\":\"weir-expiry-1\",\"release\":2,\"by\":\"ann\",\"at\":\"2999-01-01T00:00:00Z\","
                        + "\"because\":\"Nothing held it.\"}");
        FileUtil.fullyDelete(folder.resolve("warehouse/clinical/visits/data").toFile());
        CommandsTest.Ended ended = weir("verify", "clinical@2", "--fingerprint", fingerprint());
        assertThat(ended.status()).isEqualTo(6);
        assertThat(ended.out())
                .contains("let go", "clinical@2 has expired", "No key signs that", "Rows were let go by 'weir clean'")
                .doesNotContain("key that you named signed it", "All is");
        JsonNode json = CommandsTest.json(weir("verify", "clinical@2", "--fingerprint", fingerprint(), "-o", "json")
                .out());
        assertThat(CommandsTest.valid("verify", json)).isTrue();
        assertThat(json.at("/answer").asText()).isEqualTo("expired");
        assertThat(json.at("/whole").asBoolean()).isFalse();
    }

    @Test
    void namesAllThatIsBrokenTheFirstFirst() throws Exception {
        Path data = folder.resolve("warehouse/clinical/visits/data/3-1.parquet");
        Files.writeString(data, "forged");
        Path manifest = folder.resolve("warehouse/releases/clinical/1.json");
        Files.writeString(manifest, Files.readString(manifest) + " ");
        CommandsTest.Ended ended = weir("verify", "clinical", "-o", "json");
        assertThat(ended.status()).isEqualTo(4);
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("verify", json)).isTrue();
        assertThat(json.at("/whole").asBoolean()).isFalse();
        assertThat(json.at("/releases").get(0).asText()).isEqualTo("clinical@3");
        assertThat(json.at("/checks").findValuesAsText("place"))
                .containsExactly(manifest.toString(), manifest.toString(), data.toString());
        assertThat(ended.err()).contains("V001", "it has 6 bytes, and was released with 320");
        assertThat(weir("verify", "clinical").out()).contains("Not as it was signed. First: " + manifest);
    }

    @Test
    void tagsAndPinsAreCheckedToo() throws Exception {
        weir("tag", "clinical@2", "paper");
        weir("pin", "clinical@2", "--by", "study 7", "--until", "2999-01-01");
        assertThat(weir("verify", "clinical").out()).contains("names        2 tags and pins, whole");
        Path pin = folder.resolve("warehouse/releases/clinical/pins/1.json");
        Files.writeString(pin, Files.readString(pin).replace("2999", "2027"));
        CommandsTest.Ended ended = weir("verify", "clinical", "-o", "json");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(CommandsTest.valid("verify", CommandsTest.json(ended.out()))).isTrue();
        assertThat(ended.err()).contains("V001", pin.toString());
        Path pack = folder.resolve("p.zip");
        assertThat(weir("evidence", "clinical@2", "--to", pack.toString()).status())
                .as("a pack has no pins")
                .isZero();
    }

    @Test
    void aWholeReleaseIsJsonAsItsSchemaSays() throws Exception {
        JsonNode json = CommandsTest.json(
                weir("verify", "clinical", "--all", "-o", "json").out());
        assertThat(CommandsTest.valid("verify", json)).isTrue();
        assertThat(json.at("/releases")).hasSize(3);
        assertThat(json.at("/head").asText()).isEqualTo(releases.log.sha256("clinical", 3));
    }

    @Test
    void aPackIsMadeAndVerifiedWithAPublicKeyAlone() throws Exception {
        Path pack = folder.resolve("pack.zip");
        CommandsTest.Ended made = weir("evidence", "clinical@2", "--to", pack.toString(), "-o", "json");
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(CommandsTest.valid("evidence", CommandsTest.json(made.out())))
                .isTrue();
        Path key = folder.resolve("keys/release.pub");
        CommandsTest.Ended verified =
                CommandsTest.weir("verify", "--pack", pack.toString(), "--public-key", key.toString());
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("clinical@2", "All is as the key that you named signed it.");
        CommandsTest.Ended pinned =
                CommandsTest.weir("verify", "--pack", pack.toString(), "--fingerprint", fingerprint());
        assertThat(pinned.status()).as(pinned.err()).isZero();
        assertThat(pinned.out()).contains("All is as the key that you named signed it.");
        assertThat(CommandsTest.weir(
                                "verify",
                                "--pack",
                                pack.toString(),
                                "--public-key",
                                key.toString(),
                                "--data",
                                folder.resolve("warehouse").toString())
                        .out())
                .contains("data files   4 files, 1,440 bytes, whole");
        CommandsTest.Ended without = CommandsTest.weir("verify", "--pack", pack.toString());
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("not from the pack");
    }

    @Test
    void brokenEvidenceIsNotPacked() throws IOException {
        Files.delete(folder.resolve("warehouse/releases/clinical/1.json"));
        CommandsTest.Ended ended =
                weir("evidence", "clinical@2", "--to", folder.resolve("p.zip").toString());
        assertThat(ended.status()).isEqualTo(4);
        assertThat(folder.resolve("p.zip")).doesNotExist();
    }

    @Test
    void aChangedPublicKeyIsNamed() throws IOException {
        Path key = folder.resolve("keys/release.pub");
        byte[] pem = Files.readAllBytes(key);
        pem[40] ^= 1;
        Files.write(key, pem);
        CommandsTest.Ended ended = weir("verify", "clinical");
        assertThat(ended.status()).isNotZero();
        assertThat(ended.err()).containsAnyOf(key.toString(), "a key that is not among those given");
    }

    @Test
    void whatWasCutOffShowsToWhoKnowsIt() throws IOException {
        for (long number : List.of(1L, 2L, 3L)) {
            Files.delete(folder.resolve("warehouse/releases/clinical/" + number + ".json"));
        }
        CommandsTest.Ended ended = weir("verify", "clinical", "--expect-newest", "3");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("V001", "clinical@3 is missing", "there is no release at all");
    }

    @Test
    void ofAProductWithoutReleasesNothingIsSaidToBeSigned() {
        CommandsTest.Ended ended = weir("verify", "nosuch", "--all");
        assertThat(ended.status()).isEqualTo(6);
        assertThat(ended.err()).contains("'nosuch' has no release that could be checked");
        assertThat(ended.out()).doesNotContain("signed");
    }

    private CommandsTest.Ended weir(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-w";
        all[words.length + 1] = folder.toString();
        return CommandsTest.weir(all);
    }
}
