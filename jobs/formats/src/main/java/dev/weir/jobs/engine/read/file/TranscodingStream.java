package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns text of any character set into UTF-8. Bytes that are no character, or one for {@link PrivateUse}, become {@code 0xff}, which no UTF-8 text
 * holds, so that exactly the records that have them are found to be malformed later.
 */
final class TranscodingStream extends InputStream {
    private static final int CHUNK = 1 << 16;
    private static final byte NO_CHARACTER = (byte) 0xff;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final PrivateUse privateUse;
    private final boolean linesOfBytes;
    private final ByteBuffer source = ByteBuffer.allocate(CHUNK).flip();
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private final ByteBuffer target = ByteBuffer.allocate(4 * CHUNK).flip();
    private boolean sourceEnded;
    private boolean ended;

    TranscodingStream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.privateUse = new PrivateUse(charset);
        this.linesOfBytes = Charsets.keepsLineEnds(charset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!target.hasRemaining()) {
            if (ended) {
                return -1;
            }
            transcode();
        }
        int read = Math.min(length, target.remaining());
        target.get(bytes, offset, read);
        return read;
    }

    private void transcode() throws IOException {
        source.compact();
        if (!sourceEnded) {
            int read = in.read(source.array(), source.position(), source.remaining());
            sourceEnded = read < 0;
            source.position(source.position() + Math.max(0, read));
        }
        source.flip();
        target.clear();
        CoderResult decoded = decoder.decode(source, chars, sourceEnded);
        chars.flip();
        privateUse.settle(chars);
        encode();
        chars.compact();
        if (decoded.isError()) {
            // a character cut off before this one is no character either
            target.put(NO_CHARACTER);
            chars.clear();
            skip(decoded.length());
        }
        ended = decoded.isUnderflow() && sourceEnded;
        target.flip();
    }

    /** Encodes all whole characters; a lone surrogate is none. */
    private void encode() {
        CoderResult encoded = encoder.encode(chars, target, false);
        while (encoded.isError()) {
            target.put(NO_CHARACTER);
            chars.position(chars.position() + encoded.length());
            encoded = encoder.encode(chars, target, false);
        }
    }

    /** Passes over bytes that are no character, but never over a line end, a delimiter or another sign of ASCII that a broken one seems to swallow. */
    private void skip(int bytes) {
        int skipped = 0;
        do {
            source.get();
            skipped++;
        } while (skipped < bytes && !(linesOfBytes && source.get(source.position()) >= 0));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
