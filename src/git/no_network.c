/* What stands in for libgit2's network code when it is linked without it.
 *
 * A gate reads Git objects and nothing else, yet starting the packaged libgit2 costs 5 to 8 ms in
 * TLS and SSH libraries. libgit2.a is linked without those members: each entry point the rest of
 * the library calls in them is defined here, so that the linker never takes them. The names are
 * internal to libgit2, hence src/cmake/libgit2.cmake probes whether the link works and falls back
 * to the packaged library. Starting up succeeds; using the network is refused.
 */

int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char* file, const char* path);
int git_mbedtls_stream_new(void** out, const char* host, const char* port);
int git_mbedtls_stream_wrap(void** out, void* in, const char* host);
int git_transport_ssh_global_init(void);
int git_smart_subtransport_ssh(void** out, void* owner, void* param);
int git_http_auth_negotiate(void** out, const void* url);
int qualm_no_network(void);

static int refuse(void** out) {
  if (out) *out = 0;
  return -1;
}

int git_mbedtls_stream_global_init(void) { return 0; }

int git_transport_ssh_global_init(void) { return 0; }

int git_mbedtls__set_cert_location(const char* file, const char* path) {
  (void)file;
  (void)path;
  return -1;
}

int git_mbedtls_stream_new(void** out, const char* host, const char* port) {
  (void)host;
  (void)port;
  return refuse(out);
}

int git_mbedtls_stream_wrap(void** out, void* in, const char* host) {
  (void)in;
  (void)host;
  return refuse(out);
}

int git_smart_subtransport_ssh(void** out, void* owner, void* param) {
  (void)owner;
  (void)param;
  return refuse(out);
}

int git_http_auth_negotiate(void** out, const void* url) {
  (void)url;
  return refuse(out);
}

/* Named on the linker's command line, so that this file is taken before libgit2.a is searched. */
int qualm_no_network(void) { return 1; }
