package dev.weir.jobs.verb.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.releases.evidence.SignedReleases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signing key can do after it was replaced. */
class SigningRotationTest {

    @TempDir
    private Path folder;

    private SignedReleases releases;
    private SigningKey old;

    @BeforeEach
    void threeReleases() throws IOException {
        releases = new SignedReleases(folder, 3);
        old = releases.keys.existing();
        assertThat(weir("keys", "init").status()).isZero();
    }

    @Test
    void theOldKeySignsNoLaterRelease() throws Exception {
        CommandsTest.Ended rotated = weir("keys", "rotate", "--signing");
        assertThat(rotated.status()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains(old.verifying().id() + ", valid until clinical@3 (replaced ");

        CommandsTest.Ended whole = weir("verify", "clinical", "--all");
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("valid until clinical@3 (replaced ", "signed 3 manifests");
        JsonNode json =
                CommandsTest.json(weir("verify", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("verify", json)).isTrue();
        assertThat(json.findValue("end").at("/releases/0").asText()).isEqualTo("clinical@3");
        assertThat(CommandsTest.valid(
                        "keys",
                        CommandsTest.json(weir("keys", "list", "-o", "json").out())))
                .isTrue();

        releases.release(4, old);
        CommandsTest.Ended forged = weir("verify", "clinical");
        assertThat(forged.status()).isEqualTo(4);
        assertThat(forged.err()).contains("clinical@4 is signed by a key that counted only until clinical@3");
        CommandsTest.Ended shown = weir("show", "clinical@4");
        assertThat(shown.err()).contains("counted only until clinical@3");
    }

    @Test
    void theNewKeyGoesOn() throws Exception {
        weir("keys", "rotate", "--signing", "--compromised");
        releases.release(4, releases.keys.existing());
        CommandsTest.Ended whole = weir("verify", "clinical", "--all");
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(whole.out())
                .contains("compromised: 3 files count, and no other")
                .doesNotContain("No record");
    }

    @Test
    void whatACompromisedKeySignsCountsNoMore() throws Exception {
        weir("keys", "rotate", "--signing", "--compromised");
        Path manifest = folder.resolve("warehouse/releases/clinical/3.json");
        byte[] forged =
                Files.readString(manifest).replace("\"Clinical\"", "\"Forged\"").getBytes(StandardCharsets.UTF_8);
        Files.write(manifest, forged);
        Files.write(
                folder.resolve("warehouse/releases/clinical/signatures/" + Sha256.hex(forged) + ".sig"),
                old.sign(forged));

        CommandsTest.Ended ended = weir("verify", "clinical");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err())
                .contains("clinical@3 is signed by a compromised key, and its record of rotation does not name it");
    }

    /** Tags are signed with the same pair: one from before stays, one that the thief signs does not count. */
    @Test
    void tagsOfACompromisedKeyCountWhereTheyWereThere() throws Exception {
        assertThat(weir("tag", "clinical@2", "paper").status()).isZero();
        Path stolen = folder.resolve("stolen");
        Path keys = folder.resolve("keys");
        Files.createDirectory(stolen);
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.toList()) {
                Files.copy(file, stolen.resolve(file.getFileName()));
            }
        }
        weir("keys", "rotate", "--signing", "--compromised");
        CommandsTest.Ended before = weir("verify", "clinical");
        assertThat(before.status()).as(before.err()).isZero();
        assertThat(before.out()).contains("names        1 tag or pin, whole", "compromised: 4 files count");

        Path owners = folder.resolve("owners");
        Files.move(keys, owners);
        Files.move(stolen, keys);
        assertThat(weir("tag", "clinical@3", "forged").status()).isZero();
        FileUtil.fullyDelete(keys.toFile());
        Files.move(owners, keys);
        CommandsTest.Ended after = weir("verify", "clinical");
        assertThat(after.status()).isEqualTo(4);
        assertThat(after.err())
                .contains("The signature of the tag 'forged'", "compromised and its record of rotation does not name");
        assertThat(weir("show", "clinical@paper").err()).doesNotContain("'paper'");
    }

    @Test
    void theRecordIsAsItsSchemaSays() throws Exception {
        weir("tag", "clinical@2", "paper");
        weir("keys", "rotate", "--signing", "--compromised");
        String text;
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
            text = Files.readString(keys.filter(file -> file.toString().endsWith(".rotations.json"))
                    .findFirst()
                    .orElseThrow());
        }
        JsonNode record = CommandsTest.json(text);
        assertThat(CommandsTest.valid("key-rotations", record)).isTrue();
        assertThat(record.at("/keys/0/signed")).hasSize(4);
        assertThat(record.at("/keys/0/releases/0/manifest").asText()).isEqualTo(releases.log.sha256("clinical", 3));
    }

    @Test
    void aKeyThatWasReplacedBeforeEndsWithTheOneThatIsCompromised() throws Exception {
        weir("keys", "rotate", "--signing");
        releases.release(4, releases.keys.existing());
        CommandsTest.Ended rotated = weir("keys", "rotate", "--signing", "--compromised");
        assertThat(rotated.out())
                .contains("valid until clinical@3 (replaced ", "compromised: 3 files count")
                .contains("valid until clinical@4 (replaced ", "compromised: 1 files count");
        CommandsTest.Ended whole = weir("verify", "clinical", "--all");
        assertThat(whole.status()).as(whole.err()).isZero();
    }

    @Test
    void releasesThatNobodyVouchesForAreLeftOut() {
        CommandsTest.Ended rotated = weir("keys", "rotate", "--signing", "--compromised", "--last", "clinical@2");
        assertThat(rotated.out()).contains("valid until clinical@2");
        CommandsTest.Ended ended = weir("verify", "clinical");
        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).contains("clinical@3 is signed by a key that counted only until clinical@2");
        assertThat(ended.err()).doesNotContain("clinical@2 is signed");
    }

    @Test
    void aRecordThatIsMissingIsSaidAndOneThatWasChangedIsRefused() throws Exception {
        weir("keys", "rotate", "--signing", "--compromised");
        releases.release(4, releases.keys.existing());
        Path record;
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
            record = keys.filter(file -> file.toString().endsWith(".rotations.json"))
                    .findFirst()
                    .orElseThrow();
        }
        String text = Files.readString(record);
        Files.writeString(record, text.replace("\"compromised\": true", "\"compromised\": false"));
        assertThat(weir("verify", "clinical").err()).contains("C022", "is not as it was signed");
        Files.delete(record);
        for (String[] command : new String[][] {
            {"verify", "clinical"}, {"ledger", "--verify"}, {"keys", "rotate", "--signing"}, {"keys", "list"}
        }) {
            CommandsTest.Ended refused = weir(command);
            assertThat(refused.status()).as(command[0]).isNotZero();
            assertThat(refused.err() + refused.out())
                    .as(command[0])
                    .contains(
                            "C022",
                            "No record says until when the key "
                                    + old.verifying().id() + " counts");
        }

        // What nobody can tell any more is lost for good: nothing counts but what the log has, up to what somebody
        // vouches for.
        CommandsTest.Ended rotated = weir("keys", "rotate", "--signing", "--compromised", "--last", "clinical@3");
        assertThat(rotated.status()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("compromised: 3 files count");
        assertThat(weir("verify", "clinical").err())
                .contains("clinical@4 is signed by a key that counted only until clinical@3");
    }

    /** A thief's release is as good as not there, once a later one counts: it hides nothing, and nothing goes by it. */
    @Test
    void aReleaseThatTheRecordDisownsHidesNothing() throws Exception {
        weir("keys", "rotate", "--signing", "--compromised", "--last", "clinical@2");
        assertThat(weir("verify", "clinical").err()).contains("weir rollback clinical --to NUMBER");
        releases.release(4, releases.keys.existing());
        for (String good : List.of("clinical", "clinical@2", "clinical@4")) {
            CommandsTest.Ended verified = weir("verify", good);
            assertThat(verified.status()).as(verified.err()).isZero();
            assertThat(verified.out()).contains("clinical@3 does not count, as the record of rotation says");
        }
        CommandsTest.Ended asked = weir("verify", "clinical@3");
        assertThat(asked.status()).isEqualTo(4);
        assertThat(asked.err()).contains("clinical@3 is signed by a key that counted only until clinical@2");
        CommandsTest.Ended ledger = weir("ledger", "--verify");
        assertThat(ledger.status()).as(ledger.err()).isZero();

        Files.delete(folder.resolve("warehouse/releases/clinical/2.json"));
        CommandsTest.Ended gap = weir("ledger", "--verify");
        assertThat(gap.status()).isEqualTo(4);
        assertThat(gap.err()).contains("V001", "The manifest of clinical@2 is missing");
    }

    /** The public key of now leads to the record; without it, all earlier ones would count for ever. */
    @Test
    void withoutThePublicKeyOfNowNothingIsBelieved() throws Exception {
        weir("keys", "rotate", "--signing", "--compromised");
        Files.delete(folder.resolve("keys/release.pub"));
        assertThat(weir("verify", "clinical").err())
                .contains(
                        "C022",
                        "No record says until when the key " + old.verifying().id() + " counts");
    }

    @Test
    void aPackBringsTheRecordAlong() {
        weir("keys", "rotate", "--signing", "--compromised");
        Path pack = folder.resolve("pack.zip");
        CommandsTest.Ended packed = weir("evidence", "clinical", "--to", pack.toString());
        assertThat(packed.status()).as(packed.err()).isZero();
        CommandsTest.Ended ended = CommandsTest.weir(
                "verify",
                "--pack",
                pack.toString(),
                "--fingerprint",
                old.verifying().id());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("valid until clinical@3");
    }

    @Test
    void waitsUntilEveryRunIsSettled() throws Exception {
        Path pending = folder.resolve("warehouse/releases/clinical/pending/018f.json");
        Files.createDirectories(pending.getParent());
        Files.writeString(pending, "{}");
        CommandsTest.Ended ended = weir("keys", "rotate", "--signing");
        assertThat(ended.status()).isEqualTo(5);
        assertThat(ended.err()).contains("is not settled", "weir doctor --fix");
        assertThat(releases.keys.existing().verifying()).isEqualTo(old.verifying());
        assertThat(weir("keys", "rotate", "--compromised").status()).isEqualTo(2);
        assertThat(weir("keys", "rotate", "--signing", "--last", "clinical@1").status())
                .isEqualTo(2);
    }

    private CommandsTest.Ended weir(String... words) {
        return CommandsTest.weir(Stream.concat(Stream.of(words), Stream.of("-w", folder.toString()))
                .toArray(String[]::new));
    }
}
