package dev.weir.jobs.engine.read.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files are hashed by whoever reads them, large ones beside. */
class FileDigestTest {

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1L << 30})
    void isThatOfAllPiecesInTheirOrder(long announced) throws Exception {
        Random random = new Random(7);
        MessageDigest whole = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[100_000];
        try (FileDigest digest = FileDigest.of(announced)) {
            for (int round = 0; round < 200; round++) {
                random.nextBytes(piece);
                int length = random.nextInt(piece.length);
                whole.update(piece, 0, length);
                digest.add(piece, length);
                digest.await(); // the next round writes over it
            }
            assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(whole.digest()));
        }
    }
}
