package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class KeyRingTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /** A rotation, or the retirement of the n-th version where that is a previous one. */
    record Step(boolean rotates, int version) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.of(true, true, false)
                .flatMap(rotates -> Arbitraries.integers().between(0, 8).map(version -> new Step(rotates, version)))
                .list()
                .ofMaxSize(12);
    }

    @Property
    void everyHistoryHasOneActiveVersionLosesNoneAndReadsBack(@ForAll("histories") List<Step> history)
            throws NoKeysException {
        WorkspaceKey first = key();
        Map<String, Optional<byte[]>> expected = new LinkedHashMap<>();
        expected.put(first.id(), Optional.of(first.secret()));
        KeyRing ring = KeyRing.of(first);
        String active = first.id();
        for (Step step : history) {
            if (step.rotates()) {
                WorkspaceKey next = key();
                ring = ring.rotated(next);
                expected.put(next.id(), Optional.of(next.secret()));
                active = next.id();
            } else if (step.version() < ring.versions().size()) {
                KeyVersion version = ring.versions().get(step.version());
                KeyRing before = ring;
                if (version.state() == KeyState.PREVIOUS) {
                    ring = ring.retired(version.id(), NOON);
                    expected.put(version.id(), Optional.empty());
                } else {
                    assertThatThrownBy(() -> before.retired(version.id(), NOON))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        for (KeyRing same : List.of(ring, new KeyStoreFormat.Plain().read(new KeyStoreFormat.Plain().write(ring)))) {
            assertThat(same.active().id()).isEqualTo(active);
            assertThat(same.versions()).extracting(KeyVersion::id).containsExactlyElementsOf(expected.keySet());
            for (KeyVersion version : same.versions()) {
                Optional<byte[]> secret = expected.getOrDefault(version.id(), Optional.empty());
                assertThat(version.key().map(WorkspaceKey::secret).orElse(new byte[0]))
                        .isEqualTo(secret.orElse(new byte[0]));
                assertThat(version.retired()).isEqualTo(secret.isEmpty() ? Optional.of(NOON) : Optional.empty());
            }
        }
    }

    @Property(tries = 10)
    @Tag("torture")
    void everyStoreGivesBackTheSameBytes(
            @ForAll KeyStoreFormat.Encryption encryption, @ForAll("passwords") String password) throws NoKeysException {
        KeyRing ring = KeyRing.of(key()).rotated(key()).rotated(key());
        ring = ring.retired(ring.versions().get(0).id(), NOON);
        KeyStoreFormat format = new KeyStoreFormat.Encrypted(encryption, password);
        byte[] file = format.write(ring);
        assertThat(KeyRingText.write(format.read(file))).isEqualTo(KeyRingText.write(ring));
        assertThatThrownBy(() -> new KeyStoreFormat.Encrypted(encryption, password + "x").read(file))
                .isInstanceOf(NoKeysException.class);
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(60);
    }

    /** No byte of a store can be changed, in a way that is not told, so that another key comes out. */
    @Property(tries = 40)
    @Tag("torture")
    void aByteThatChangedNeverGivesAnotherKey(
            @ForAll KeyStoreFormat.Encryption encryption, @ForAll int place, @ForAll byte change) {
        KeyStoreFormat format = new KeyStoreFormat.Encrypted(encryption, "correct horse battery");
        byte[] file = Stores.of(encryption).clone();
        file[Math.floorMod(place, file.length)] ^= change;
        try {
            assertThat(KeyRingText.write(format.read(file))).isEqualTo(KeyRingText.write(Stores.RING));
        } catch (NoKeysException e) {
            assertThat(e).hasNoCause();
        }
    }

    private static final class Stores {
        static final KeyRing RING = KeyRing.of(key());
        private static final Map<KeyStoreFormat.Encryption, byte[]> FILES = new LinkedHashMap<>();

        static byte[] of(KeyStoreFormat.Encryption encryption) {
            return FILES.computeIfAbsent(
                    encryption, kind -> new KeyStoreFormat.Encrypted(kind, "correct horse battery").write(RING));
        }
    }

    @Example
    void refusesTwoActiveVersionsOneTwiceAndNone() {
        KeyVersion one = KeyVersion.of(key(), KeyState.ACTIVE);
        KeyVersion two = KeyVersion.of(key(), KeyState.ACTIVE);
        for (List<KeyVersion> versions : List.of(
                List.of(one, two), List.of(one, one), List.<KeyVersion>of(), List.of(one.as(KeyState.PREVIOUS)))) {
            assertThatThrownBy(() -> new KeyRing(versions)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static WorkspaceKey key() {
        return WorkspaceKey.random(CLOCK, new SecureRandom());
    }
}
