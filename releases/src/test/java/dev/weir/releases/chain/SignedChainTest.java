package dev.weir.releases.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.SignedText;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.chain.FileChain.Link;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.SignedEntry;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to change a chain without its key, and what is left of it. */
class SignedChainTest {

    private static final String NAME = "ledger/centre/2026";

    @TempDir
    private Path root;

    private Path folder;
    private SigningKeys keys;
    private SignedChain chain;
    private final List<ChainWitness.Seen> seen = new ArrayList<>();

    @BeforeEach
    void four() {
        folder = root.resolve("warehouse").resolve(NAME);
        keys = SigningKeys.of(root, SigningSettings.USUAL);
        keys.readOrMake(new SecureRandom());
        chain = chain();
        for (String value : List.of("a", "b", "c", "d")) {
            add(value);
        }
    }

    @Test
    void readsBackWhatWasAddedAndSaysWhoseItIs() {
        SignedChain.Reading read = chain.read();
        assertThat(read.links())
                .extracting(link -> Json.parse("x", link.text()).text("value"))
                .containsExactly("a", "b", "c", "d");
        assertThat(read.links()).allSatisfy(link -> assertThat(link.text()).doesNotContain("signature"));
        assertThat(read.signers()).containsExactly(keys.existing().verifying().id());
    }

    /** Two at once: one adds while the other reads, between any two files. */
    @Test
    void whatIsAddedWhileItIsReadIsNoLoss() {
        ChainWitness addsOne = () -> {
            add("e");
            return List.of();
        };
        SignedChain reader =
                new SignedChain(new Warehouse(root.resolve("warehouse")), NAME, Code.LEDGER, LogKeys.of(keys), addsOne);
        assertThat(reader.read().links()).hasSize(5);
    }

    @Test
    void everyByteOfEveryFileCounts() throws IOException {
        List<Path> files = new ArrayList<>(List.of(folder.resolveSibling("2026.head.json")));
        for (int entry = 1; entry <= 4; entry++) {
            files.add(entry(entry));
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            for (int at = 0; at < content.length; at += 7) {
                byte[] changed = content.clone();
                changed[at] ^= 1;
                Files.write(file, changed);
                assertBroken();
            }
            Files.write(file, content);
        }
        assertThat(chain.read().links()).hasSize(4);
    }

    /** An entry rewritten with hashes put right: nothing but the signature tells. */
    @Test
    void aConsistentRewriteIsFound() throws IOException {
        rewrite(keep -> Files.readString(keep).replace("\"b\"", "\"x\""));
        assertBroken(NAME + "/000002.json", "The signature of");
    }

    @Test
    void soIsOneWithoutSignatures() throws IOException {
        rewrite(file -> Files.readString(file).replace("\"b\"", "\"x\"").replaceFirst("(?m)^  \"signature\".*\n", ""));
        assertBroken(NAME + "/000001.json", "No key signed");
    }

    @Test
    void oneSignedWithAnotherKeyIsFound() throws IOException {
        resign(another());
        assertBroken(NAME + "/000001.json", "none of the public keys");
    }

    /** Another key whose public half somebody laid beside the workspace's own: who has seen a head knows better. */
    @Test
    void oneSignedWithAKeyThatWasLaidThereIsFoundByWhoHasSeenIt() throws IOException {
        seen.add(seen(3));
        SigningKey other = another();
        Files.writeString(
                root.resolve("keys/release.0123456789abcdef.pub"),
                other.verifying().pem());
        resign(other);
        assertBroken(NAME + "/000003.json", "is not the entry that was seen there");
        assertThat(chain().look(link -> {}).signers())
                .containsExactly(other.verifying().id());
    }

    @Test
    void entriesInAnotherOrderAreFound() throws IOException {
        byte[] second = Files.readAllBytes(entry(2));
        Files.write(entry(2), Files.readAllBytes(entry(3)));
        Files.write(entry(3), second);
        assertBroken();
    }

    @Test
    void aTailThatWasCutOffIsFoundByTheHead() throws IOException {
        Files.delete(entry(4));
        assertBroken(NAME, "was cut short");
        Files.delete(folder.resolveSibling("2026.head.json"));
        assertBroken(NAME + ".head.json", "is missing");
    }

    /** With the head of that time put back, the chain is as it once was: only who saw more can tell. */
    @Test
    void anEarlierStateIsFoundByWhoHasSeenMore() throws IOException {
        Path head = folder.resolveSibling("2026.head.json");
        byte[] earlier = Files.readAllBytes(head);
        add("e");
        seen.add(seen(5));
        Files.delete(entry(5));
        Files.write(head, earlier);
        assertBroken(NAME, "'clinical@1' has seen 5");
    }

    @Test
    void anEmptiedChainIsFound() throws IOException {
        seen.add(seen(2));
        for (int entry = 1; entry <= 4; entry++) {
            Files.delete(entry(entry));
        }
        assertBroken(NAME, "was cut short");
        Files.delete(folder.resolveSibling("2026.head.json"));
        assertBroken(NAME, "it has 0 entries, and 'clinical@1' has seen 2");
    }

    /** A writer that died between its entry and the head leaves a head that says too little. */
    @Test
    void aHeadThatLagsIsNoLoss() throws IOException {
        Path head = folder.resolveSibling("2026.head.json");
        byte[] earlier = Files.readAllBytes(head);
        add("e");
        Files.write(head, earlier);
        assertThat(chain.read().links()).hasSize(5);
    }

    @Test
    void keysThatWereRotatedStayGood() {
        rotate(false);
        add("e");
        assertThat(chain.read().signers()).hasSize(2);
    }

    /** Somebody has a copy of the key that was replaced: behind an entry of the new one it signs nothing, no head either. */
    @Test
    void aKeyThatWasFollowedByAnotherSignsNoMore() throws IOException {
        SigningKey old = keys.existing();
        rotate(false);
        add("e");
        Path head = folder.resolveSibling("2026.head.json");
        byte[] genuine = Files.readAllBytes(head);
        forge(5, old, false);
        assertBroken(NAME + ".head.json", "is signed by a key that had been replaced");
        Files.write(head, genuine);
        forge(6, old, true);
        assertBroken(NAME + "/000006.json", "is signed by a key that had been replaced");
        assertThat(chain.look(link -> {}).links()).hasSize(5);
    }

    /** The same where the chain alone tells which key came first. */
    @Test
    void soItIsWithoutARecord() throws IOException {
        SigningKey old = keys.existing();
        rotate(false);
        add("e");
        try (Stream<Path> files = Files.list(root.resolve("keys"))) {
            for (Path record : files.filter(file -> file.toString().endsWith(".rotations.json"))
                    .toList()) {
                Files.delete(record);
            }
        }
        assertThat(chain.read().links()).hasSize(5);
        forge(6, old, true);
        assertBroken(NAME + "/000006.json", "is signed by a key that had been replaced");
    }

    /** A chain that the replaced key never signed. */
    @Test
    void theRecordTellsOfKeysThatTheChainHasNotSeen() throws IOException {
        SigningKey old = keys.existing();
        rotate(false);
        for (int entry = 1; entry <= 4; entry++) {
            Files.delete(entry(entry));
        }
        Files.delete(folder.resolveSibling("2026.head.json"));
        add("first");
        forge(2, old, true);
        assertBroken(NAME + "/000002.json", "came after");
    }

    @Test
    void theRecordSaysHowFarTheChainWentWhereNoEntryOfTheNewKeyIsThere() throws IOException {
        SigningKey old = keys.existing();
        ChainHead four = seen(4).head();
        close(() -> List.of(four));
        assertThat(chain.read().links()).hasSize(4);
        byte[] last = Files.readAllBytes(entry(4));
        forge(5, old, true);
        assertBroken(NAME + "/000005.json", "the chain had 4 entries then");
        Files.delete(entry(5));
        forge(4, old, true); // in the place of one that was there
        assertBroken(NAME + "/000004.json", "is not the entry that was seen there");
        Files.write(entry(4), last);
        Files.delete(folder.resolveSibling("2026.head.json"));
        assertBroken(NAME + ".head.json", "is missing");
    }

    @Test
    void whatTheOldKeySignsWhileItIsReplacedCounts() {
        for (boolean compromised : List.of(false, true)) {
            int before = chain.read().links().size();
            SigningKeys pair = keys;
            pair.rotate(new SecureRandom(), new SigningKeys.Ending() {
                private Set<String> signed() {
                    return compromised ? messages() : Set.of();
                }

                @Override
                public KeyRetirement of(VerifyingKey key, Optional<KeyRetirement> known, VerifyingKey next) {
                    KeyRetirement end = known.orElseGet(() ->
                            new KeyRetirement(key.id(), next.id(), Instant.EPOCH, compromised, List.of(), signed()));
                    if (known.isEmpty()) {
                        add("in between");
                    }
                    return end;
                }

                @Override
                public KeyRetirement closed(KeyRetirement end, VerifyingKey key, List<VerifyingKey> all) {
                    return end.reach().chains().isPresent()
                            ? end
                            : end.with(new KeyRetirement.Reach(
                                    List.of(),
                                    Optional.of(List.of(
                                            chain(LogKeys.of(all)).goesTo().orElseThrow())),
                                    signed()));
                }
            });
            add("after");
            assertThat(chain.read().links()).hasSize(before + 2);
        }
    }

    /** A writer that slept since it read the key. */
    @Test
    void aWriterWhoseKeyWasReplacedMeanwhileTakesItsEntryBack() {
        ChainHead four = seen(4).head();
        Warehouse warehouse = new Warehouse(
                before("000005.json", new LocalStorage(root.resolve("warehouse")), () -> close(() -> List.of(four))));
        SignedChain slow = new SignedChain(warehouse, NAME, Code.LEDGER, LogKeys.of(keys), () -> seen);
        Optional<Link> head = chain.read().head();
        String entry = Json.print(Json.object()
                .put(FileChain.PREVIOUS, head.orElseThrow().sha256())
                .put("value", "e"));
        assertThatThrownBy(() -> slow.append(head, entry))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("give the command again");
        assertThat(chain.read().links()).hasSize(4);
        add("e");
        assertThat(chain.read().links()).hasSize(5);
    }

    /** Storage in which something happens right before a file is created. */
    private static FileStorage before(String file, FileStorage storage, Runnable happens) {
        return (FileStorage) Proxy.newProxyInstance(
                FileStorage.class.getClassLoader(), new Class<?>[] {FileStorage.class}, (proxy, method, given) -> {
                    if (method.getName().equals("create") && given[0].equals(file)) {
                        happens.run();
                    }
                    Object answer = method.invoke(storage, given);
                    return answer instanceof FileStorage inside ? before(file, inside, happens) : answer;
                });
    }

    /** A rotation that counts nothing but these heads. */
    private void close(Supplier<List<ChainHead>> heads) {
        keys.rotate(
                new SecureRandom(),
                (key, before, next) -> new KeyRetirement(
                        key.id(),
                        next.id(),
                        Instant.EPOCH,
                        false,
                        new KeyRetirement.Reach(List.of(), Optional.of(heads.get()), Set.of()),
                        Optional.empty()));
    }

    /** An entry, if it is a new one, and the head that names it, by a key that somebody has kept. */
    private void forge(int number, SigningKey key, boolean isNew) throws IOException {
        if (isNew) {
            String message = Json.print(Json.object()
                    .put(FileChain.PREVIOUS, Sha256.hex(Files.readAllBytes(entry(number - 1))))
                    .put("value", "forged"));
            Files.write(entry(number), SignedEntry.print(message, key));
        }
        String message = Json.print(Json.object()
                .put("schema", "weir-chain-head-1")
                .put("chain", NAME)
                .put("entries", number)
                .put("sha256", Sha256.hex(Files.readAllBytes(entry(number)))));
        Files.write(folder.resolveSibling("2026.head.json"), SignedEntry.print(message, key));
    }

    private Set<String> messages() {
        try (Stream<Path> files = Files.walk(root.resolve("warehouse/ledger"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return SignedText.of(Files.readString(file)).orElseThrow();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map(text -> Sha256.hex(text.bytes()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatACompromisedKeySignedCountsNoMoreWhereTheRecordDoesNotNameIt() {
        rotate(true);
        assertBroken(NAME + "/000001.json", "its record of rotation does not name the entry");
    }

    private void rotate(boolean compromised) {
        keys.rotate(
                new SecureRandom(),
                (key, before, next) ->
                        new KeyRetirement(key.id(), next.id(), Instant.EPOCH, compromised, List.of(), Set.of()));
    }

    @Test
    void goesOnAfterALossThatItsOwnerDeclares() throws IOException {
        seen.add(seen(4));
        Files.writeString(entry(3), "{}");
        Files.writeString(folder.resolve("a note.txt"), "hello");
        SignedChain.Reading left = chain.look(link -> {});
        assertThat(left.links()).hasSize(2);
        assertThat(left.fault()).isPresent();
        var entry =
                Json.object().put(FileChain.PREVIOUS, left.head().orElseThrow().sha256());
        var lost = entry.putArray(SignedChain.LOST);
        left.missed().forEach(missed -> lost.add(SignedChain.lost(missed.head())));
        chain.restore(left, Json.print(entry), Instant.parse("2026-06-15T08:00:00Z"));

        assertThat(chain.read().links()).hasSize(3);
        add("after");
        assertThat(chain.read().links()).hasSize(4);
        Path aside = folder.resolveSibling("2026.lost-20260615T080000Z");
        assertThat(aside.resolve("000003.json")).hasContent("{}");
        assertThat(aside.resolve("000004.json")).exists();
        assertThat(aside.resolve("a note.txt")).exists();
        assertThat(aside.resolve("2026.head.json")).exists();

        Files.delete(entry(4)); // what comes after the statement is missed as before
        assertBroken(NAME, "was cut short");
    }

    private SignedChain chain() {
        return chain(LogKeys.of(keys));
    }

    private SignedChain chain(LogKeys known) {
        return new SignedChain(new Warehouse(root.resolve("warehouse")), NAME, Code.LEDGER, known, () -> seen);
    }

    private void add(String value) {
        Optional<Link> head = chain.read().head();
        var entry = Json.object();
        head.ifPresent(link -> entry.put(FileChain.PREVIOUS, link.sha256()));
        assertThat(chain.append(head, Json.print(entry.put("value", value)))).isPresent();
    }

    private ChainWitness.Seen seen(int entries) {
        return new ChainWitness.Seen(
                new ChainHead(
                        NAME, entries, chain.read().links().get(entries - 1).sha256()),
                "clinical@1");
    }

    private Path entry(int number) {
        return folder.resolve("00000" + number + ".json");
    }

    private SigningKey another() {
        return SigningKeys.of(root.resolve("elsewhere"), SigningSettings.USUAL)
                .readOrMake(new SecureRandom())
                .key();
    }

    private interface Change {
        String of(Path file) throws IOException;
    }

    /** Changes entries, and puts the hashes of all that follow right. */
    private void rewrite(Change change) throws IOException {
        String before = "";
        String now = "";
        for (int number = 1; number <= 4; number++) {
            String was = Sha256.hex(Files.readAllBytes(entry(number)));
            Files.writeString(entry(number), change.of(entry(number)).replace(before.isEmpty() ? "-" : before, now));
            before = was;
            now = Sha256.hex(Files.readAllBytes(entry(number)));
        }
    }

    /** The whole chain and its head, by somebody with a key of their own. */
    private void resign(SigningKey other) throws IOException {
        rewrite(file -> signed(Files.readString(file).replace("\"b\"", "\"x\""), other));
        String last = "";
        for (int number = 1; number <= 4; number++) { // hashes changed since: sign again, one after the other
            String text = Files.readString(entry(number));
            String message = text.replaceFirst("(?m)^  \"signature\".*\n", "")
                    .replaceFirst("\"previous-sha256\": \"[0-9a-f]*\"", "\"previous-sha256\": \"" + last + "\"");
            Files.write(entry(number), SignedEntry.print(message, other));
            last = Sha256.hex(Files.readAllBytes(entry(number)));
        }
        Path head = folder.resolveSibling("2026.head.json");
        String message = Files.readString(head)
                .replaceFirst("(?m)^  \"signature\".*\n", "")
                .replaceFirst("\"sha256\": \"[0-9a-f]*\"", "\"sha256\": \"" + last + "\"");
        Files.write(head, SignedEntry.print(message, other));
    }

    private static String signed(String text, SigningKey key) {
        return new String(
                SignedEntry.print(text.replaceFirst("(?m)^  \"signature\".*\n", ""), key), StandardCharsets.UTF_8);
    }

    private void assertBroken() {
        assertThatThrownBy(() -> chain.read())
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.LEDGER));
    }

    private void assertBroken(String place, String what) {
        assertThatThrownBy(() -> chain.read())
                .isInstanceOfSatisfying(ProblemsException.class, e -> {
                    assertThat(e.problems().get(0).code()).isEqualTo(Code.LEDGER);
                    assertThat(e.problems().get(0).place().file()).isEqualTo(place);
                })
                .hasMessageContaining(what);
    }
}
