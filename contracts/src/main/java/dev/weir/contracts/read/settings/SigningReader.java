package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.settings.TimestampSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code signing} of a profile; what it does not say is as usual. */
final class SigningReader {

    private static final Field<SigningAlgorithm> ALGORITHM = Field.optional(
            "algorithm", FieldKinds.oneOf(SigningAlgorithm.class), "Of a pair that is made; 'ed25519' by default.");
    private static final Field<String> KEY = Field.optional(
            "key", FieldKinds.TEXT, "The private key, a file of mode 600; 'keys/release.key' by default.");
    private static final Field<String> PUBLIC =
            Field.optional("public", FieldKinds.TEXT, "The public key, for everybody; 'keys/release.pub' by default.");
    private static final Field<String> URL =
            Field.required("url", FieldKinds.TEXT, "Where the authority is asked by HTTP (RFC 3161).");
    private static final Field<String> TRUST = Field.required(
            "trust", FieldKinds.TEXT, "A file with the authority's certificate, or that of its root, in PEM.");
    private static final Field<YamlMap> TIMESTAMPS = Field.optional(
            "timestamps",
            FieldKinds.object(Shape.of("a profile's time stamps", WorkspaceFile.PATH, URL, TRUST)),
            "Who says when a release was signed.");

    static final Shape SHAPE = Shape.of("a profile's signing", WorkspaceFile.PATH, ALGORITHM, KEY, PUBLIC, TIMESTAMPS);

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/[^\\s@]*)?");

    private SigningReader() {}

    static SigningSettings read(YamlMap signing, Environment environment, Problems problems) {
        SigningSettings usual = SigningSettings.USUAL;
        String key = environment.fill(signing, KEY, usual.privateKey());
        String publicKey = environment.fill(signing, PUBLIC, usual.publicKey());
        if (key.isBlank() || publicKey.isBlank() || key.equals(publicKey)) {
            problems.add(
                    Code.INVALID_VALUE,
                    (KEY.isIn(signing) ? KEY : PUBLIC).place(signing),
                    "'" + KEY + "' and '" + PUBLIC + "' are not two files",
                    "the private key is for its owner alone, the public one for everybody",
                    "name two, such as " + usual.privateKey() + " and " + usual.publicKey() + ", or leave both out");
            return usual;
        }
        return new SigningSettings(
                ALGORITHM.or(signing, usual.algorithm()),
                key,
                publicKey,
                TIMESTAMPS.in(signing).flatMap(map -> timestamps(map, environment, problems)));
    }

    private static Optional<TimestampSettings> timestamps(YamlMap map, Environment environment, Problems problems) {
        String url = environment.fill(map, URL, "");
        String trust = environment.fill(map, TRUST, "");
        if (!ADDRESS.matcher(url).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    URL.place(map),
                    "'" + URL + "' of '" + TIMESTAMPS + "' is no address of HTTP",
                    "a time-stamp authority is asked by HTTP, without a password in its address",
                    "write it with http:// or https://, such as https://tsa.example.org/tsr");
            return Optional.empty();
        }
        if (trust.isBlank()) {
            problems.add(
                    Code.INVALID_VALUE,
                    TRUST.place(map),
                    "'" + TRUST + "' of '" + TIMESTAMPS + "' is empty",
                    "a time stamp proves something only to those who know whose it is",
                    "name the file with the certificate of the authority, or of its root, in PEM");
            return Optional.empty();
        }
        return Optional.of(new TimestampSettings(url, trust));
    }
}
