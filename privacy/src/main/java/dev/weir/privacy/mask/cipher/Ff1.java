package dev.weir.privacy.mask.cipher;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * FF1 of NIST SP 800-38G over decimal digits, by Bouncy Castle. For one thread at a time.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/g/r1/2pd">SP 800-38G revision 1, second draft</a>, which takes FF3 out
 */
public final class Ff1 {

    /** The least of digits: a domain of a million, as the revision asks. */
    public static final int FEWEST = 6;

    private static final int RADIX = 10;

    private final KeyParameter key;
    private final FPEFF1Engine engine;
    private byte[] tweak = {};
    private Direction direction = Direction.NONE;

    public Ff1(BlockCipher cipher, byte[] key) {
        this.engine = new FPEFF1Engine(cipher);
        this.key = new KeyParameter(key);
    }

    /** Encrypts digits (0 to 9, not characters) in place. */
    public void encrypt(byte[] digits, int count, byte[] withTweak) {
        ready(Direction.ENCRYPT, withTweak);
        engine.processBlock(digits, 0, count, digits, 0);
    }

    /** Decrypts digits in place. */
    public void decrypt(byte[] digits, int count, byte[] withTweak) {
        ready(Direction.DECRYPT, withTweak);
        engine.processBlock(digits, 0, count, digits, 0);
    }

    private void ready(Direction next, byte[] withTweak) {
        if (direction != next || !Arrays.equals(tweak, withTweak)) {
            engine.init(next == Direction.ENCRYPT, new FPEParameters(key, RADIX, withTweak));
            direction = next;
            tweak = withTweak.clone();
        }
    }

    private enum Direction {
        NONE,
        ENCRYPT,
        DECRYPT
    }
}
