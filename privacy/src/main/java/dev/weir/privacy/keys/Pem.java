package dev.weir.privacy.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The textual encoding of keys (RFC 7468), strictly as OpenSSL writes it: nothing around it, lines of 64 characters. */
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** @param label such as {@code PUBLIC KEY} */
    static String print(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** What {@link #print} was given; empty when the text is anything else than it printed. */
    static Optional<byte[]> parse(String label, String text) {
        String begin = "-----BEGIN " + label + "-----\n";
        String end = "\n-----END " + label + "-----\n";
        String whole = text.replace("\r\n", "\n");
        if (!whole.startsWith(begin) || !whole.endsWith(end) || whole.length() < begin.length() + end.length()) {
            return Optional.empty();
        }
        String body = whole.substring(begin.length(), whole.length() - end.length());
        try {
            byte[] der = Base64.getDecoder().decode(body.replace("\n", "").getBytes(StandardCharsets.US_ASCII));
            return print(label, der).equals(whole) ? Optional.of(der) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
