package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.base.ConstantWords;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.settings.TimestampSettings;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code signing} of a profile; what it does not say is as usual. */
final class SigningReader {

    private static final String ALGORITHM = "algorithm";
    private static final String KEY = "key";
    private static final String PUBLIC = "public";
    private static final String TIMESTAMPS = "timestamps";
    private static final String URL = "url";
    private static final String TRUST = "trust";

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/[^\\s@]*)?");

    private SigningReader() {}

    static SigningSettings read(YamlMap signing, Environment environment, Problems problems) {
        SigningSettings usual = SigningSettings.USUAL;
        String key = environment.fill(signing, KEY, usual.privateKey());
        String publicKey = environment.fill(signing, PUBLIC, usual.publicKey());
        if (key.isBlank() || publicKey.isBlank() || key.equals(publicKey)) {
            problems.add(
                    Code.INVALID_VALUE,
                    signing.placeOf(signing.has(KEY) ? KEY : PUBLIC),
                    "'" + KEY + "' and '" + PUBLIC + "' are not two files",
                    "the private key is for its owner alone, the public one for everybody",
                    "name two, such as " + usual.privateKey() + " and " + usual.publicKey() + ", or leave both out");
            return usual;
        }
        return new SigningSettings(
                ConstantWords.of(signing, ALGORITHM, SigningAlgorithm.class).orElse(usual.algorithm()),
                key,
                publicKey,
                signing.map(TIMESTAMPS).flatMap(map -> timestamps(map, environment, problems)));
    }

    private static Optional<TimestampSettings> timestamps(YamlMap map, Environment environment, Problems problems) {
        String url = environment.fill(map, URL, "");
        String trust = environment.fill(map, TRUST, "");
        if (!ADDRESS.matcher(url).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOf(URL),
                    "'" + URL + "' of '" + TIMESTAMPS + "' is no address of HTTP",
                    "a time-stamp authority is asked by HTTP, without a password in its address",
                    "write it with http:// or https://, such as https://tsa.example.org/tsr");
            return Optional.empty();
        }
        if (trust.isBlank()) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOf(TRUST),
                    "'" + TRUST + "' of '" + TIMESTAMPS + "' is empty",
                    "a time stamp proves something only to those who know whose it is",
                    "name the file with the certificate of the authority, or of its root, in PEM");
            return Optional.empty();
        }
        return Optional.of(new TimestampSettings(url, trust));
    }
}
