"""GLSL of the renderer: one light at a time, many times, added up."""

from typing import Final

DEPTH_VERTEX: Final = """
#version 330
in vec3 at;
uniform mat4 light;
void main() { gl_Position = light * vec4(at, 1.0); }
"""

DEPTH_FRAGMENT: Final = """
#version 330
void main() {}
"""

VERTEX: Final = """
#version 330
in vec3 at;
in vec3 normal;
in vec4 cover;
in vec4 face;
uniform mat4 camera;
out vec3 world;
out vec3 bent;
out vec4 cover_;
out vec4 face_;
void main() {
    world = at; bent = normal; cover_ = cover; face_ = face;
    gl_Position = camera * vec4(at, 1.0);
}
"""

MOST_LIGHTS: Final = 12

# One program a material: software rendering runs every branch, taken or not.
FRAGMENT: Final = """
#version 330
#define MATERIAL %d
#define PLAIN 0
#define SKIN 1
#define WOOD 2
#define CLOTH 3
#define WALL 4
#define RUBBER 5
#define FLOOR 6
#define PLASTER 7
#define AROUND 10
in vec3 world;
in vec3 bent;
in vec4 cover_;
in vec4 face_;
uniform vec3 paint;
uniform vec3 shorts;
uniform vec3 shirt;
uniform vec3 hair;
uniform vec3 lips;
uniform vec3 tint;
uniform float tinting;
uniform vec3 eye;
uniform int lights;
uniform vec3 to_light[12];
uniform vec3 strength[12];
uniform vec2 corner[12];
uniform vec4 sun[36];
uniform float tile;
uniform vec3 ambient_up;
uniform vec3 ambient_down;
uniform sampler2D shadow;
out vec4 colour;

float random(vec2 p) {
    uint h = uint(int(p.x)) * 374761393u + uint(int(p.y)) * 668265263u;
    h = (h ^ (h >> 13)) * 1274126177u;
    return float((h ^ (h >> 16)) & 0xffffu) / 65536.0;
}
float smooth_noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(random(i), random(i + vec2(1, 0)), f.x),
               mix(random(i + vec2(0, 1)), random(i + vec2(1, 1)), f.x), f.y);
}

vec3 planks(vec3 base) {
    vec2 p = world.xy;
    float row = floor(p.y / 0.14);
    float shift = random(vec2(row, 3.0)) * 1.7;
    float board = floor((p.x + shift) / 1.7);
    float shade = random(vec2(row, board));
    float grain = smooth_noise(vec2(p.x * 3.0 + 31.0 * shade, p.y * 90.0)) * 0.6
                + smooth_noise(vec2(p.x * 11.0, p.y * 240.0 + 9.0 * shade)) * 0.4;
    float edge = abs(fract(p.y / 0.14) - 0.5) * 0.14;
    float joint = 1.0 - smoothstep(0.066, 0.0695, edge);
    float ends = abs(fract((p.x + shift) / 1.7) - 0.5) * 1.7;
    joint *= 1.0 - smoothstep(0.846, 0.8495, ends);
    return base * (0.93 + 0.1 * shade + 0.06 * (grain - 0.5)) * mix(0.72, 1.0, joint);
}

float unshadowed(int i, vec3 from) {
    vec4 p = vec4(from, 1.0);
    vec3 where = vec3(dot(sun[3*i], p), dot(sun[3*i+1], p), dot(sun[3*i+2], p)) * 0.5 + 0.5;
    if (any(greaterThan(abs(where.xy - 0.5), vec2(0.495)))) return 1.0;
    float depth = texelFetch(shadow, ivec2((where.xy + corner[i]) * tile), 0).r;
    return step(where.z - 0.0008, depth);
}

#if MATERIAL == PLASTER
// A wall that is leant on shows every light's own edge; a mean over its surface softens them.
float softly(int i, vec3 n, float turn) {
    vec3 aside = normalize(cross(n, vec3(0.0, 0.0, 1.0))), up = cross(aside, n);
    float lit = 0.0;
    for (int k = 0; k < AROUND; k++) {
        float far = 0.085 * sqrt((float(k) + 0.5) / float(AROUND)), angle = turn + 2.4 * float(k);
        lit += unshadowed(i, world + n * 0.02 + far * (cos(angle) * aside + sin(angle) * up));
    }
    return lit / float(AROUND);
}
#endif

float grain() {
    vec2 along = vec2(world.x * 2.0 + world.y * 3.0, world.z * 60.0 + world.y * 40.0);
    return 0.94 + 0.1 * smooth_noise(along);
}

float cut(float field, float soft) {
    float wide = max(fwidth(field), soft);
    return smoothstep(-0.5 * wide, 0.5 * wide, field);
}

void body(inout vec3 base, out float gloss, out float sheen) {
    base = mix(base, base * vec3(1.08, 0.86, 0.82), face_.w);
    base = mix(base, lips, 0.75 * cut(face_.x, 0.004));
    base = mix(base, mix(hair, base, 0.25), 0.85 * cut(face_.y, 0.004));
    gloss = 0.16; sheen = 0.0;
    if (face_.z > 0.5) { base = face_.z > 1.5 ? vec3(0.03, 0.02, 0.015) : vec3(0.5); gloss = 0.5; }
    float grown = cut(cover_.z, 0.003);
    float strand = smooth_noise(vec2(world.x * 160.0 + world.y * 60.0, world.z * 160.0));
    base = mix(base, hair * (0.8 + 0.4 * strand), grown); gloss = mix(gloss, 0.1, grown);
    float trousers = cut(cover_.x, 0.0012), top = cut(cover_.y, 0.0012);
    base = mix(base, shorts, trousers); base = mix(base, shirt, top);
    float cloth = max(trousers, top);
    gloss = mix(gloss, 0.03, cloth); sheen = cloth;
    float seam = 1.0 - smoothstep(0.0, 0.0015, abs(max(cover_.x, cover_.y * 1.0) - 0.016));
    base *= 1.0 - 0.22 * seam * cloth;
    base = mix(base, tint, tinting * smoothstep(0.08, 0.6, cover_.w) * mix(0.8, 0.74, cloth));
}

void main() {
    vec3 n = normalize(gl_FrontFacing ? bent : -bent);
    vec3 base = paint, sum = vec3(0.0);
    float gloss = 0.04, sheen = 0.0, wrap = 0.0;
#if MATERIAL == SKIN
    body(base, gloss, sheen); wrap = 0.22 * (1.0 - sheen);
#elif MATERIAL == FLOOR
    base = planks(paint);
#elif MATERIAL == WOOD
    base *= grain(); gloss = 0.1;
#elif MATERIAL == CLOTH
    sheen = 0.7;
#elif MATERIAL == RUBBER
    base *= 0.97 + 0.06 * random(floor(world.xy * 400.0));
#endif
#if MATERIAL == FLOOR || MATERIAL == WALL || MATERIAL == RUBBER || MATERIAL == PLASTER
    for (int i = 0; i < lights; i++) {
        float lit = max(dot(n, to_light[i]), 0.0);
#if MATERIAL == PLASTER
        if (lit > 0.0) lit *= softly(i, n, 6.2832 * random(gl_FragCoord.xy + 37.0 * float(i)));
#elif MATERIAL != WALL
        lit *= unshadowed(i, world + n * 0.008);
#endif
        sum += strength[i] * lit;
    }
    sum *= base;
#else
    vec3 v = normalize(eye - world);
    float across = dot(n, v);
    vec3 matt = base * (1.0 + sheen * 0.35 * pow(1.0 - clamp(across, 0.0, 1.0), 3.0));
    float sharp = mix(12.0, 40.0, gloss);
    for (int i = 0; i < lights; i++) {
        float facing = dot(n, to_light[i]);
        float lit = max((facing + wrap) / (1.0 + wrap), 0.0)
            * unshadowed(i, world + n * (0.016 - 0.01 * max(facing, 0.0)));
        float meet = dot(v, to_light[i]), inverse = inversesqrt(max(2.0 + 2.0 * meet, 0.01));
        float half_way = max((across + facing) * inverse, 0.0);
        float edge = max(1.0 - (1.0 + meet) * inverse, 0.0);
        // Schlick's rational stand-in for a power.
        float shine = gloss * half_way / (sharp - sharp * half_way + half_way)
            * (0.3 + 0.7 * edge * edge * edge);
        vec3 glow = vec3(1.0);
#if MATERIAL == SKIN
        glow += (1.0 - sheen) * vec3(0.12, -0.05, -0.1) * clamp(1.0 - lit / 0.45, 0.0, 1.0);
#endif
        sum += (matt * glow + shine) * lit * strength[i];
    }
#endif
    float sky = 0.5 + 0.5 * n.z;
    sum += base * mix(ambient_down, ambient_up, sky);
    colour = vec4(sum, 1.0);
}
"""

FULL_VERTEX: Final = """
#version 330
in vec2 at;
out vec2 uv;
void main() { uv = at * 0.5 + 0.5; gl_Position = vec4(at, 0.0, 1.0); }
"""

TONE_FRAGMENT: Final = """
#version 330
in vec2 uv;
uniform sampler2D sum;
uniform float exposure;
out vec4 colour;
void main() {
    vec3 c = texture(sum, uv).rgb * exposure;
    c = c * (1.0 + c / 2.6) / (1.0 + c * 0.72);
    c = clamp(c, 0.0, 1.0);
    c = mix(12.92 * c, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
    colour = vec4(c, 1.0);
}
"""

ADD_FRAGMENT: Final = """
#version 330
in vec2 uv;
uniform sampler2D one;
out vec4 colour;
void main() { colour = texture(one, uv); }
"""
