package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody without the key holds a release, and a list of every number that can be in it. He knows this code, the category,
 * the product's and the key's names, and tries whatever can be computed from them for each number on the list. A value is
 * recovered when something that he computes for it is what was released of it, and for no other number on the list.
 */
class DictionaryAttackTest {

    private static final WorkspaceKey KEY = TestKeys.random();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    @Test
    @Tag("torture")
    void recoversNoMobileOfSomePrefixes() {
        assertNothingIsRecovered("PHONE", mobiles(3), attacks("PHONE"));
    }

    @Test
    @Tag("torture")
    void recoversNoResidentOfADistrict() {
        assertNothingIsRecovered("RID", identities(20), attacks("RID"));
    }

    @Test
    @Tag("torture")
    void recoversNoMobileOfAMillion() {
        assertNothingIsRecovered("PHONE", mobiles(100), quickAttacks("PHONE"));
    }

    @Test
    @Tag("torture")
    void recoversNoResidentOfADistrictBornInAYear() {
        assertNothingIsRecovered("RID", identities(1000), quickAttacks("RID"));
    }

    @Test
    @Tag("torture")
    void recoversEverybodyBehindAHashWithoutAKey() {
        List<String> dictionary = mobiles(2);
        List<String> victims = victims(dictionary);
        Release release = new Release();
        MessageDigest digest = digest("SHA-256");
        victims.forEach(victim -> release.add("SHA-256", victim, hex(digest.digest(utf8(victim)))));
        Map<String, Integer> recovered = release.attack(dictionary, attacks("PHONE"));
        assertThat(recovered).containsExactly(Map.entry("SHA-256", victims.size()));
    }

    private static void assertNothingIsRecovered(
            String category, List<String> dictionary, List<UnaryOperator<String>> attacks) {
        Release release = new Release();
        for (MaskChoice choice : masks()) {
            TextMask mask = open(choice, KEY, category);
            for (String victim : victims(dictionary)) {
                release.add(choice.toString(), victim, text(mask.mask(utf8(victim))));
            }
        }
        assertThat(release.attack(dictionary, attacks)).isEmpty();
    }

    /** Every mask that puts something in place of such a number; the unkeyed ones anybody can compute. */
    private static List<MaskChoice> masks() {
        List<MaskChoice> masks = new ArrayList<>(keyed());
        masks.addAll(unkeyed());
        return masks;
    }

    private static List<MaskChoice> keyed() {
        return List.of(
                new MaskChoice("pseudonymise", Map.of()),
                new MaskChoice("pseudonymise", Map.of("algorithm", "hmac-sm3")),
                new MaskChoice("pseudonymise", Map.of("domain", "national")),
                new MaskChoice("encrypt", Map.of("format", "kept", "cipher", "sm4")),
                new MaskChoice("encrypt", Map.of("format", "kept", "cipher", "aes")),
                new MaskChoice("encrypt", Map.of("format", "any", "cipher", "sm4")),
                new MaskChoice("encrypt", Map.of("format", "any", "cipher", "aes")),
                new MaskChoice("surrogate", Map.of()));
    }

    private static List<MaskChoice> unkeyed() {
        return List.of(
                new MaskChoice("redact", Map.of()),
                new MaskChoice("partial", Map.of("first", "3", "last", "2")),
                new MaskChoice("truncate", Map.of("length", "6")),
                new MaskChoice("generalise", Map.of("to", "parent", "levels", "6")));
    }

    /** What he can compute for a million numbers while he waits. */
    private static List<UnaryOperator<String>> quickAttacks(String category) {
        List<UnaryOperator<String>> attacks = new ArrayList<>();
        for (String prefix : List.of("", "weir|" + category + "|")) {
            for (String algorithm : List.of("SHA-256", "SM3")) {
                MessageDigest digest = digest(algorithm);
                attacks.add(value -> hex(digest.digest(utf8(prefix + value))));
            }
        }
        for (byte[] key : List.of(new byte[32], utf8(category))) {
            Mac mac = mac("HmacSHA256", key);
            attacks.add(value -> hex(mac.doFinal(utf8("weir|" + category + "|" + value))));
        }
        for (MaskChoice choice : unkeyed()) {
            TextMask mask = open(choice, KEY, category);
            attacks.add(value -> text(mask.mask(utf8(value))));
        }
        return attacks;
    }

    /** What he can compute for a number. */
    private static List<UnaryOperator<String>> attacks(String category) {
        List<UnaryOperator<String>> attacks = new ArrayList<>(quickAttacks(category));
        for (String prefix : List.of("", "weir|" + category + "|")) {
            for (String algorithm : List.of("MD5", "SHA-1")) {
                MessageDigest digest = digest(algorithm);
                attacks.add(value -> hex(digest.digest(utf8(prefix + value))));
            }
            MessageDigest digest = digest("SHA-256");
            attacks.add(value -> Base64.getEncoder().encodeToString(digest.digest(utf8(prefix + value))));
            attacks.add(value -> crc32(prefix + value));
            for (byte[] key : List.of(
                    new byte[32],
                    utf8(category),
                    utf8("clinical"),
                    utf8(KEY.id()),
                    utf8("weir/pseudonymise/clinical/" + category))) {
                for (String algorithm : List.of("HmacSHA256", "HmacSM3")) {
                    Mac mac = mac(algorithm, key);
                    attacks.add(value -> hex(mac.doFinal(utf8(prefix + value))));
                }
            }
        }
        // The product's own code, with keys that somebody might have forgotten to change.
        for (WorkspaceKey key : List.of(keyOf(0), keyOf(1))) {
            for (MaskChoice choice : keyed()) {
                TextMask mask = open(choice, key, category);
                attacks.add(value -> text(mask.mask(utf8(value))));
            }
        }
        return attacks;
    }

    /** What was released of whom. */
    private static final class Release {

        private final Map<String, Map<String, String>> victimsByReleased = new HashMap<>();

        void add(String mask, String victim, String released) {
            victimsByReleased
                    .computeIfAbsent(start(released), none -> new LinkedHashMap<>())
                    .put(mask + "\0" + released, victim);
        }

        /** How many of each mask's values are recovered; a mask of which none is, is not there. */
        Map<String, Integer> attack(List<String> dictionary, List<UnaryOperator<String>> attacks) {
            Map<String, Integer> recovered = new LinkedHashMap<>();
            for (UnaryOperator<String> attack : attacks) {
                Map<String, List<String>> found = new HashMap<>();
                for (String guess : dictionary) {
                    String computed = start(attack.apply(guess));
                    if (victimsByReleased.containsKey(computed)) {
                        found.computeIfAbsent(computed, none -> new ArrayList<>())
                                .add(guess);
                    }
                }
                found.forEach((computed, guesses) -> {
                    if (guesses.size() == 1) {
                        victimsByReleased.getOrDefault(computed, Map.of()).forEach((mask, victim) -> {
                            if (victim.equals(guesses.get(0))) {
                                recovered.merge(mask.substring(0, mask.indexOf('\0')), 1, Integer::sum);
                            }
                        });
                    }
                });
            }
            return recovered;
        }

        /** Long hashes are compared by their first 32 digits, which is what a pseudonym has. */
        private static String start(String released) {
            return released.substring(0, Math.min(32, released.length()));
        }
    }

    /** Mobiles, ten thousand of each prefix. */
    private static List<String> mobiles(int prefixes) {
        List<String> mobiles = new ArrayList<>();
        for (int prefix = 0; prefix < prefixes; prefix++) {
            for (int number = 0; number < 10_000; number++) {
                mobiles.add(Integer.toString(1_380_000 + prefix * 7) + String.format("%04d", number));
            }
        }
        return mobiles;
    }

    /** Identity numbers of one district and year, so many for each day. */
    private static List<String> identities(int perDay) {
        List<String> identities = new ArrayList<>();
        for (LocalDate day = LocalDate.of(1985, 1, 1); day.getYear() == 1985; day = day.plusDays(1)) {
            for (int order = 0; order < perDay; order++) {
                identities.add(SurrogateTest.checked("110105" + day.format(DATE) + String.format("%03d", order)));
            }
        }
        return identities;
    }

    /** Every 97th of the list. */
    private static List<String> victims(List<String> dictionary) {
        List<String> victims = new ArrayList<>();
        for (int i = 0; i < dictionary.size(); i += 97) {
            victims.add(dictionary.get(i));
        }
        return victims;
    }

    private static TextMask open(MaskChoice choice, WorkspaceKey key, String category) {
        return MaskRecipe.of(Mask.parse(choice, Place.of("test")), key, new PseudonymDomain("clinical", category))
                .open();
    }

    /** A workspace key all of whose bytes are one. */
    private static WorkspaceKey keyOf(int value) {
        return WorkspaceKey.random(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) value);
            }
        });
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm, PROVIDER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm, PROVIDER);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String crc32(String value) {
        CRC32 crc = new CRC32();
        crc.update(utf8(value));
        return Long.toHexString(crc.getValue());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
