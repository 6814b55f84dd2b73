package dev.weir.contracts.settings;

/**
 * Who stamps the time of a workspace's signatures, by RFC 3161.
 *
 * @param url where the authority answers, by HTTP
 * @param trust a file of certificates in PEM, relative to the workspace, that the authority's signatures have to lead to
 */
public record TimestampSettings(String url, String trust) {

    public TimestampSettings {
        if (url.isBlank() || trust.isBlank()) {
            throw new IllegalArgumentException("An authority has an address, and a certificate to know it by");
        }
    }
}
