package dev.weir.releases.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

final class EvidenceBundleTest {

    @Property(tries = 200)
    void givesBackWhatItTook(
            @ForAll @Size(min = 1, max = 6) @UniqueElements List<@NotEmpty String> names, @ForAll byte[] content) {
        Map<String, byte[]> pieces = new LinkedHashMap<>();
        for (String name : names) {
            pieces.put("files/" + name.codePointAt(0) + name.length() + pieces.size() + ".json", content);
        }
        byte[] bundle = EvidenceBundle.of(pieces);
        pieces.forEach((name, piece) -> assertThat(EvidenceBundle.entry(bundle, name, piece.length))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(piece)));
        assertThat(EvidenceBundle.entry(bundle, "files/none.json", 10)).isEmpty();
    }

    @Test
    void isTheSameInAnyOrder() {
        Map<String, byte[]> one = new LinkedHashMap<>();
        one.put("verdicts.json", utf8("[]"));
        one.put("lineage.ndjson", utf8("{}"));
        Map<String, byte[]> other = new LinkedHashMap<>();
        other.put("lineage.ndjson", utf8("{}"));
        other.put("verdicts.json", utf8("[]"));
        assertThat(EvidenceBundle.of(one)).isEqualTo(EvidenceBundle.of(other));
    }

    /** Whoever asks compares hashes: a piece that grew must not look like the one that was released. */
    @Test
    void ofAPieceThatIsLargerThanItWasOneByteMoreIsRead() {
        byte[] bundle = EvidenceBundle.of(Map.of("verdicts.json", new byte[100_000]));
        assertThat(EvidenceBundle.entry(bundle, "verdicts.json", 10).orElseThrow())
                .hasSize(11);
    }

    @Property(tries = 300)
    void damageIsNoError(@ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(min = 1, max = 255) int bits) {
        byte[] piece = utf8("{\"rule\": \"dates-are-real\", \"verdict\": \"passed\"}".repeat(20));
        byte[] bundle = EvidenceBundle.of(Map.of("verdicts.json", piece));
        byte[] damaged = bundle.clone();
        damaged[at % damaged.length] ^= (byte) bits;
        Optional<byte[]> found = EvidenceBundle.entry(damaged, "verdicts.json", piece.length);
        Optional<byte[]> cut =
                EvidenceBundle.entry(Arrays.copyOf(bundle, at % (bundle.length / 2)), "verdicts.json", piece.length);
        assertThat(found.isEmpty() || found.get().length <= piece.length + 1).isTrue();
        assertThat(cut).isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
